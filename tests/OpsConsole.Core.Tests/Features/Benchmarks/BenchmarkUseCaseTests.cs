using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Benchmarks;

public sealed class BenchmarkUseCaseTests : IAsyncLifetime
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static BenchmarkDraft Good => new()
    {
        Name = "Nightly",
        DatasetKey = "golden",
        Candidates = [Candidate("v1", 1, isBaseline: true), Candidate("v2", 2)],
        Assertions = [new Assertion { Type = "contains", Value = JsonSerializer.SerializeToElement("{{ expected }}") }],
    };

    public async ValueTask InitializeAsync()
    {
        var engineer = TestConsole.Engineer;
        await _console.Get<CreateSystem>().HandleAsync(new("support", new SystemFacts { Name = "Support" }), engineer, None);
        await _console.Get<CreatePrompt>().HandleAsync(new("support", "support/answer", "Answer"), engineer, None);
        foreach (var text in new[] { "One {{ question }}", "Two {{ question }}" })
        {
            var content = new PromptContent([new("user", text)], [new PromptVariable("question", PromptVariableType.Text, true, null)]);
            Assert.True((await _console.Get<AddPromptVersion>().HandleAsync(new("support/answer", content, ""), engineer, None)).IsOk);
        }

        await _console.Get<CreateDataset>().HandleAsync(new("support", "golden", "Golden", DatasetKind.Golden), engineer, None);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"C-1","question":"Why?","expected":"So"}"""));
        Assert.True((await _console.Get<AddDatasetVersion>().HandleAsync(new("golden", file, DatasetFormat.Jsonl, ""), engineer, None)).IsOk);
        await _console.Get<CreateProvider>().HandleAsync(new("echo", ProviderKind.Echo, new ProviderFacts { Name = "Echo" }), engineer, None);
        await _console.Get<AddModel>().HandleAsync(new("echo", "echo", "Echo"), engineer, None);
    }

    public ValueTask DisposeAsync()
    {
        _console.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Create_Scheduled_TellsCandidatesAndNextFiringsAcrossDaylightSaving()
    {
        _console.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 26, 12, 0, 0, TimeSpan.Zero));
        Assert.True((await CreateAsync(Good with { Cron = "15 5 * * *", TimeZone = "Europe/Stockholm" })).IsOk);

        var benchmark = (await _console.Get<GetBenchmark>().HandleAsync("nightly", TestConsole.Viewer, None)).Value;

        Assert.Equal([("v1", 1, true), ("v2", 2, false)], benchmark.Candidates.Select(row => (row.Name, row.PromptVersion, row.IsBaseline)));
        Assert.Equal(1, benchmark.LatestCases);
        Assert.Equal(
            [Utc(27, 4), Utc(28, 3), Utc(29, 3), Utc(30, 3), Utc(31, 3)],
            benchmark.NextFirings);
        var item = Assert.Single((await _console.Get<ListBenchmarks>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items);
        Assert.Equal((2, (DateTime?)Utc(27, 4), null), (item.Candidates, item.NextFiring, item.LastRun));
    }

    [Theory]
    [InlineData("every day", null, "benchmarks.cron")]
    [InlineData("0 0 30 2 *", null, "benchmarks.cron")]
    [InlineData("15 2 * * *", "Europe/Atlantis", "benchmarks.time-zone")]
    [InlineData("15 2 * * *", "W. Europe Standard Time", "benchmarks.time-zone")]
    public async Task Create_ScheduleThatIsNone_IsRefused(string cron, string? zone, string code) =>
        Assert.Equal(code, (await CreateAsync(Good with { Cron = cron, TimeZone = zone })).Error?.Code);

    [Fact]
    public async Task Create_FaultyCandidates_NamesEach()
    {
        var twice = await CreateAsync(Good with { Candidates = [Candidate("A", 1, isBaseline: true), Candidate(" a ", 2, isBaseline: true)] });
        var none = await CreateAsync(Good with { Candidates = [] });
        var many = await CreateAsync(Good with { Candidates = [.. Enumerable.Range(0, 11).Select(index => Candidate($"c{index}", 1, index == 0))] });

        Assert.Equal(["candidates", "candidate 2"], twice.Error!.Details!.Select(detail => detail.Where));
        Assert.Equal(["candidates", "candidates"], none.Error!.Details!.Select(detail => detail.Where));
        Assert.Contains("this has 11", Assert.Single(many.Error!.Details!).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UnknownPromptVersionOrModel_NamesBoth()
    {
        var draft = Good with { Candidates = [Candidate("a", 7, isBaseline: true), Candidate("b", 1) with { ModelKey = "none" }] };

        var result = await CreateAsync(draft);

        Assert.Equal(["candidate 1", "candidate 2"], result.Error!.Details!.Select(detail => detail.Where));
        Assert.Contains("no version 7", result.Error.Details![0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_PromptVariableThatNoCaseGives_IsNamed()
    {
        var content = new PromptContent([new("user", "{{ question }} {{ policy }}")],
            [new("question", PromptVariableType.Text, true, null), new("policy", PromptVariableType.Text, true, null)]);
        await _console.Get<AddPromptVersion>().HandleAsync(new("support/answer", content, ""), TestConsole.Engineer, None);

        var result = await CreateAsync(Good with { Candidates = [Candidate("newest", null, isBaseline: true)] });

        Assert.Equal("benchmarks.missing-variables", result.Error?.Code);
        Assert.Contains("'policy'", Assert.Single(result.Error!.Details!).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("'question'", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AssertionThatDoesNotCompile_IsRefused()
    {
        var result = await CreateAsync(Good with { Assertions = [new Assertion { Type = "regex", Value = JsonSerializer.SerializeToElement("(") }] });

        Assert.StartsWith("assertions.", result.Error?.Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_TransformThatIsNoScript_IsRefused()
    {
        var result = await CreateAsync(Good with { Candidates = [Good.Candidates[0] with { Parameters = new() { Transform = "(((" } }, .. Good.Candidates.Skip(1)] });

        Assert.Contains(result.Error!.Details!, detail => detail is { Where: "candidate 1, transform", Reason: "is not JavaScript" });
    }

    [Fact]
    public async Task Update_OtherCandidatesOnly_ReplacesThemAndRaisesTheRevision()
    {
        await CreateAsync(Good);
        var draft = (await GetAsync()).Draft with { Candidates = [Candidate("second", 2, isBaseline: true), Candidate("first", 1), Candidate("third", 1)] };

        var update = _console.Get<UpdateBenchmark>();
        Assert.True((await update.HandleAsync(new("nightly", 0, draft), TestConsole.Engineer, None)).IsOk);
        var stale = await update.HandleAsync(new("nightly", 0, Good), TestConsole.Engineer, None);

        Assert.Equal("common.changed-meanwhile", stale.Error?.Code);
        var benchmark = await GetAsync();
        Assert.Equal(["second", "first", "third"], benchmark.Candidates.Select(row => row.Name));
        Assert.Equal(1, benchmark.Revision);
        await using var context = _console.Database.CreateDbContext();
        var events = await context.AuditEvents.Where(row => row.ObjectKind == "benchmark").OrderBy(row => row.Id).ToListAsync(None);
        Assert.Equal([("benchmark.created", "nightly"), ("benchmark.updated", "nightly")], events.Select(row => (row.Action, row.ObjectKey)));
        Assert.Contains("second", events[1].PayloadJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_PinnedVersion_StaysWhenTheDatasetGoesOn()
    {
        await CreateAsync(Good with { DatasetVersion = 1 });
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("""{"id":"C-1","question":"a"}""" + "\n" + """{"id":"C-2","question":"b"}"""));
        await _console.Get<AddDatasetVersion>().HandleAsync(new("golden", file, DatasetFormat.Jsonl, ""), TestConsole.Engineer, None);

        Assert.Equal((1, 1), ((await GetAsync()).DatasetVersion!.Value, (await GetAsync()).LatestCases));
        await _console.Get<UpdateBenchmark>().HandleAsync(new("nightly", 0, Good), TestConsole.Engineer, None);
        Assert.Equal((null, 2), ((await GetAsync()).DatasetVersion, (await GetAsync()).LatestCases));
    }

    [Fact]
    public async Task Create_WithoutPermissionOrKeyTaken_IsRefused()
    {
        Assert.Equal(ErrorKind.Denied, (await _console.Get<CreateBenchmark>().HandleAsync(new("support", "nightly", Good), TestConsole.Viewer, None)).Error?.Kind);
        await CreateAsync(Good);
        Assert.Equal("benchmarks.key-taken", (await CreateAsync(Good)).Error?.Code);
    }

    private static CandidateDraft Candidate(string name, int? version, bool isBaseline = false) =>
        new(name, "support/answer", version, "echo", "echo", ModelParameters.Default, isBaseline);

    private static DateTime Utc(int day, int hour) => new(2027, 3, day, hour, 15, 0, DateTimeKind.Utc);

    private Task<Result<string>> CreateAsync(BenchmarkDraft draft) =>
        _console.Get<CreateBenchmark>().HandleAsync(new("support", "nightly", draft), TestConsole.Engineer, None);

    private async Task<GetBenchmark.Details> GetAsync() => (await _console.Get<GetBenchmark>().HandleAsync("nightly", TestConsole.Viewer, None)).Value;
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Usage.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class AddCaseTests : DatasetShelf
{
    [Fact]
    public async Task HandleAsync_EmptyDataset_MakesTheFirstVersion()
    {
        var input = Question("Why?") with { Expected = ["because"], Tags = [" new "], Split = "test", Assertions = Json("""[{"type":"contains","value":"be"}]"""), Threshold = 0.5 };

        var added = (await AddAsync(input)).Value;

        Assert.Equal(new AddCase.Added(1, "C-0001"), added);
        var test = await CaseAsync("C-0001");
        Assert.Equal(("Why?", "test", 0.5, "contains"), (test.Title, test.Split, test.Threshold, test.Assertions[0].Type));
        Assert.Equal(["new"], test.Tags);
        Assert.Null(test.Origin);
    }

    [Theory]
    [InlineData("""{"a":"1","a":"2"}""", "given twice")]
    [InlineData("""{"a":"\ud800"}""", "half a character")]
    [InlineData("""{"a":{"b":["\udc00"]}}""", "half a character")]
    public async Task HandleAsync_VariablesThatNoFileWouldBring_AreRefusedInWords(string variables, string words)
    {
        var refused = (await AddAsync(Question("q") with { Variables = Json(variables) })).Error;

        Assert.Equal("a", refused?.Details?[0].Where);
        Assert.Contains(words, refused?.Details?[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_VersionThere_AppendsToItsCasesAndLeavesThemAlone()
    {
        await ImportAsync("""{"id":"C-0002","q":"first"}""");

        var added = (await AddAsync(Question("second"))).Value;

        // One case is there, so the next number is 2, which is taken.
        Assert.Equal(new AddCase.Added(2, "C-0003"), added);
        Assert.Equal((2, "C-0003 added"), ((await DatasetAsync()).Versions[0].Cases, (await DatasetAsync()).Versions[0].ChangeNote));
        Assert.Equal(0, (await CaseAsync("C-0002")).Position);
        Assert.Equal("C-0002", Assert.Single((await Console.Get<ListCases>().HandleAsync(new("golden", 1), TestConsole.Viewer, None)).Value.Items).Key);
    }

    [Fact]
    public async Task HandleAsync_FromACallOrFeedback_KeepsTheOriginWhenItExists()
    {
        await using (var context = Console.Database.CreateDbContext())
        {
            context.Calls.Add(new RecordedCall { CallId = "call-1", Tags = [] });
            context.Feedback.Add(new FeedbackItem { FeedbackId = "fb-1", Tags = [] });
            await context.SaveChangesAsync(None);
        }

        await AddAsync(Question("a"), new(CaseOriginKind.Call, "call-1"));
        await AddAsync(Question("b"), new(CaseOriginKind.Feedback, "fb-1"));
        var unknown = await AddAsync(Question("c"), new(CaseOriginKind.Call, "fb-1"));

        Assert.Equal(new CaseOrigin(CaseOriginKind.Call, "call-1", null), (await CaseAsync("C-0001")).Origin);
        Assert.Equal(new CaseOrigin(CaseOriginKind.Feedback, "fb-1", null), (await CaseAsync("C-0002")).Origin);
        Assert.Equal(("datasets.origin-not-found", ErrorKind.Invalid), (unknown.Error?.Code, unknown.Error!.Kind));
        Assert.Equal(2, (await DatasetAsync()).LatestVersion);
    }

    [Fact]
    public async Task HandleAsync_FaultyCase_NamesTheFieldAndStoresNothing()
    {
        Assert.Equal("assert", (await AddAsync(Question("a") with { Assertions = Json("""[{"type":"contians","value":"x"}]""") })).Error!.Details![0].Where);
        Assert.Equal("threshold", (await AddAsync(Question("a") with { Threshold = 2 })).Error!.Details![0].Where);
        Assert.Equal("split", (await AddAsync(Question("a") with { Split = new string('s', 41) })).Error!.Details![0].Where);
        Assert.Equal("variables", (await AddAsync(new CaseInput { Variables = Json("[1]") })).Error!.Details![0].Where);
        Assert.Equal("datasets.case-invalid", (await AddAsync(new CaseInput { Variables = Json("{}") })).Error!.Code);
        Assert.Equal(0, (await DatasetAsync()).LatestVersion);
    }

    [Fact]
    public async Task HandleAsync_KeyTaken_IsRefused()
    {
        await AddAsync(Question("a", "mine"));

        Assert.Equal("datasets.case-exists", (await AddAsync(Question("b", "mine"))).Error?.Code);
    }

    [Fact]
    public async Task HandleAsync_ManyAtOnce_AllGetIn()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(index => Task.Run(() => AddAsync(Question($"q{index}")))));

        Assert.Equal([1, 2, 3, 4], results.Select(result => result.Value.Version).Order());
        Assert.Equal(4, (await DatasetAsync()).Versions[0].Cases);
    }

    [Fact]
    public async Task HandleAsync_Added_StandsInTheAuditLogWithItsVersion()
    {
        await AddAsync(Question("a"));

        await using var context = Console.Database.CreateDbContext();
        var entry = await context.AuditEvents.SingleAsync(row => row.Action == "dataset.version-added", None);
        Assert.Equal(("golden", "C-0001 added"), (entry.ObjectKey, entry.Reason));
    }

    [Fact]
    public async Task HandleAsync_Viewer_IsDenied() => Assert.Equal(
        ErrorKind.Denied, (await Console.Get<AddCase>().HandleAsync(new("golden", Question("a")), TestConsole.Viewer, None)).Error?.Kind);

    private Task<Result<AddCase.Added>> AddAsync(CaseInput input, AddCase.Origin? origin = null) =>
        Console.Get<AddCase>().HandleAsync(new("golden", input, origin), TestConsole.Engineer, None);
}

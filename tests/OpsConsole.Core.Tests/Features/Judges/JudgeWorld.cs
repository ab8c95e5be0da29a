using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Judges;

/// <summary>A run with judges: candidates m0, m1 … and the judges' models stand on one scripted server, or a judge on a baseline.</summary>
public sealed class JudgeWorld : IAsyncDisposable
{
    /// <summary>What judges on the server ask for; the script tells by it who is asked.</summary>
    public const string JudgeModel = "judge-model";

    private FakeModelServer? _server;

    public RunWorld Runs { get; } = new();

    public FakeModelServer Server => _server!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await Runs.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public async Task StartAsync(Func<FakeRequest, FakeReply> script, RunWorld.Setup setup)
    {
        _server = await FakeModelServer.StartAsync(script);
        await Runs.SeedAsync(setup with { BaseUrl = _server.BaseUrl });
    }

    /// <summary>Another model of the scripted server.</summary>
    public async Task AddModelAsync(string key = JudgeModel, Money? price = null)
    {
        await using var context = Runs.Open();
        var provider = await context.Set<Provider>().SingleAsync(row => row.Kind == ProviderKind.OpenAICompatible, Now);
        var model = new ProviderModel { ProviderId = provider.Id, Key = key, Name = key };
        if (price is { } each)
            model.Prices.Add(new ModelPrice { Input = each, Output = each, Tiers = [], Source = "test", CheckedOn = new DateOnly(2026, 11, 1) });
        context.Add(model);
        await context.SaveChangesAsync(Now);
    }

    public async Task AddBaselineAsync(string model)
    {
        await using var context = Runs.Open();
        context.Add(new ProviderModel { Provider = new Provider { Key = "builtin", Name = "Baselines", Kind = ProviderKind.Builtin }, Key = model, Name = model });
        await context.SaveChangesAsync(Now);
    }

    public Task<Result<string>> CreateAsync(string key, string type, string model = JudgeModel, string provider = "loopback", string? prompt = null) => Runs.Get<CreateJudge>().HandleAsync(
        new(key, new() { Name = key, AssertionType = type, SystemKey = "numbers", ProviderKey = provider, ModelKey = model, PromptKey = prompt }), Runs.Engineer, Now);

    /// <summary>A judge on the scripted server.</summary>
    public async Task MakeAsync(string key, string type, string model = JudgeModel, string provider = "loopback")
    {
        var made = await CreateAsync(key, type, model, provider);
        Assert.True(made.IsOk, made.Error?.Message);
    }

    public async Task<List<RunCell>> RunAsync(string? idempotencyKey = null)
    {
        var run = await Runs.PlanAsync(idempotencyKey);
        await Runs.ExecuteAsync(run);
        return await Runs.CellsAsync(run);
    }

    /// <summary>Of the only candidate of the only run.</summary>
    public async Task<CandidateSummary> SummaryAsync()
    {
        await using var context = Runs.Open();
        return (await context.RunCandidates.AsNoTracking().SingleAsync(Now)).Summary!;
    }

    public static IReadOnlyList<AssertionResult> Results(RunCell cell) => JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(cell.AssertionsJson!, JsonColumn.Options)!;

    public static FakeReply Verdict(bool pass, double score) => FakeReply.Answer(JsonSerializer.Serialize(new { reason = "because", pass, score }));

    public static JsonElement Value(string text) => JsonSerializer.SerializeToElement(text);

    public static JsonElement Value(params string[] texts) => JsonSerializer.SerializeToElement(texts);
}

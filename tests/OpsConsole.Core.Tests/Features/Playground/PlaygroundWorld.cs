using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Playground;

/// <summary>A playground before a scripted server with the models one, two and three; one and two cost a dollar per million tokens.</summary>
internal sealed class PlaygroundWorld : IAsyncDisposable
{
    private PlaygroundWorld(FakeModelServer server) => Server = server;

    public TestConsole Console { get; } = new(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()));

    public FakeModelServer Server { get; }

    public static async Task<PlaygroundWorld> StartAsync(Func<FakeRequest, FakeReply>? script = null)
    {
        var world = new PlaygroundWorld(await FakeModelServer.StartAsync(script));
        await using var context = world.Console.Database.CreateDbContext();
        var provider = new Provider { Key = "loopback", Name = "Loopback", Kind = ProviderKind.OpenAICompatible, BaseUrl = world.Server.BaseUrl, MaxRetries = 0, MaxConcurrency = 8 };
        foreach (var name in new[] { "one", "two", "three" })
        {
            var model = new ProviderModel { Provider = provider, Key = name, Name = $"Model {name}" };
            if (name != "three")
                model.Prices.Add(new ModelPrice { Input = Money.FromDollars(1), Output = Money.FromDollars(1), Tiers = [], Source = "list", CheckedOn = new DateOnly(2026, 1, 1) });
            context.Add(model);
        }

        context.Add(new ProviderModel { Provider = new Provider { Key = "echo", Name = "Echo", Kind = ProviderKind.Echo }, Key = "echo", Name = "Echo" });
        context.Add(new AiSystem { Key = "support", Name = "Support" });
        await context.SaveChangesAsync();
        return world;
    }

    public static TrialRequest Ask(params string[] models) => new(
        [new PromptMessage("user", "Say {{ what }}")], new Dictionary<string, string> { ["what"] = "hello" }, [.. models.Select(Choice)], new ModelParameters { MaxOutputTokens = 100 });

    public static ModelChoice Choice(string model) => new(model == "echo" ? "echo" : "loopback", model);

    public TrialBoard Board(int lanes, Action? changed = null) => new(lanes, TimeProvider.System, changed);

    public async Task<GetTrial.Trial> TryAsync(TrialRequest request, Actor? actor = null)
    {
        using var board = Board(request.Models.Count);
        var run = await Console.Get<RunTrial>().HandleAsync(request, board, actor ?? TestConsole.Engineer, TestContext.Current.CancellationToken);
        Assert.True(run.IsOk, run.Error?.Message);
        return await TrialAsync(run.Value);
    }

    /// <summary>What the audit says of the only trial.</summary>
    public async Task<string> TriedAsync()
    {
        await using var context = Console.Database.CreateDbContext();
        return (await context.AuditEvents.SingleAsync(row => row.Action == "playground.tried", TestContext.Current.CancellationToken)).PayloadJson;
    }

    public async Task<GetTrial.Trial> TrialAsync(int id) =>
        (await Console.Get<GetTrial>().HandleAsync(id, TestConsole.Viewer, TestContext.Current.CancellationToken)).Value;

    public Task<Result> VoteAsync(int trial, int? best, Actor? actor = null) =>
        Console.Get<VoteOnTrial>().HandleAsync(trial, best, actor ?? TestConsole.Engineer, TestContext.Current.CancellationToken);

    /// <summary>The place of a model in a blind trial, past the use case that hides it.</summary>
    public async Task<int> PlaceAsync(int trial, string model)
    {
        await using var context = Console.Database.CreateDbContext();
        return await context.Set<PlaygroundAnswer>().Where(row => row.TrialId == trial && row.Model!.Key == model).Select(row => row.Position).SingleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Console.Dispose();
        await Server.DisposeAsync();
    }
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts;

/// <summary>One system with one prompt and two people who write.</summary>
internal sealed class PromptWorld : IDisposable
{
    public const string Key = "support/answer";

    public static Actor Tomas { get; } = Actor.Person("u-tom", "Tomás Herrera", [Role.Author]);

    public TestConsole Console { get; } = new();

    public static CancellationToken None => TestContext.Current.CancellationToken;

    public static async Task<PromptWorld> CreateAsync(PromptKind kind = PromptKind.Chat)
    {
        var world = new PromptWorld();
        await world.Console.Get<CreateSystem>().HandleAsync(new("support", new SystemFacts { Name = "Support", Owner = "Maya" }), TestConsole.Engineer, None);
        await world.Console.Get<CreatePrompt>().HandleAsync(new("support", Key, "Answer", kind), TestConsole.Engineer, None);
        return world;
    }

    public static PromptContent Text(string text) => new([new PromptMessage("user", text)], []);

    public Task<Result<int>> AddAsync(PromptContent content, string note = "") =>
        Console.Get<AddPromptVersion>().HandleAsync(new(Key, content, note), TestConsole.Engineer, None);

    public async Task<GetPromptVersion.Details> VersionAsync(int number) =>
        (await Console.Get<GetPromptVersion>().HandleAsync(Key, number, TestConsole.Viewer, None)).Value;

    public Task<Result<SaveDraft.Saved>> SaveAsync(int revision, string text, Actor? actor = null, bool automatic = false, string note = "") =>
        Console.Get<SaveDraft>().HandleAsync(new(Key, 1, revision, Text(text), note, automatic), actor ?? TestConsole.Engineer, None);

    public async Task<List<AuditEvent>> EventsAsync()
    {
        await using var context = Console.Database.CreateDbContext();
        return await context.AuditEvents.AsNoTracking().OrderBy(row => row.Id).ToListAsync(None);
    }

    /// <summary>As the submission of a version does it.</summary>
    public async Task SubmitAsync(int number)
    {
        await using var context = Console.Database.CreateDbContext();
        var version = await context.PromptVersions.SingleAsync(row => row.Number == number, None);
        Assert.True(version.Submit([], Console.Clock.GetUtcNow().UtcDateTime).IsOk);
        await context.SaveChangesAsync(None);
    }

    public void Dispose() => Console.Dispose();
}

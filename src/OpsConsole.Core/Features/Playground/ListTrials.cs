using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>One's own trials, newest first.</summary>
public sealed class ListTrials(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    private const int TitleLength = 120;

    /// <param name="Before">Only trials older than this one: the last id of the slice before.</param>
    public sealed record Query(int? Before = null, int Limit = 20);

    /// <param name="Title">The start of the last message, as it was written.</param>
    public sealed record Item(int Id, DateTime At, string Title, string? PromptKey, int? PromptNumber, int Answers, bool Blind, DateTime? VotedAt, Money Cost)
    {
        public string Key => TrialKey.Of(Id);
    }

    public sealed record Slice(IReadOnlyList<Item> Items, bool More);

    public async Task<Result<Slice>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var rows = await context.PlaygroundTrials.AsNoTracking()
            .Where(row => row.ById == actor.Id && (query.Before == null || row.Id < query.Before))
            .OrderByDescending(row => row.Id)
            .Take(limit + 1)
            .Select(row => new
            {
                row.Id,
                row.At,
                row.Messages,
                PromptKey = row.PromptVersion == null ? null : row.PromptVersion.Prompt!.Key,
                PromptNumber = row.PromptVersion == null ? (int?)null : row.PromptVersion.Number,
                Costs = row.Answers.Select(answer => answer.Cost).ToList(),
                row.Blind,
                row.VotedAt,
            })
            .ToListAsync(cancellationToken);
        return new Slice(
            [.. rows.Take(limit).Select(row => new Item(
                row.Id, row.At, Title(row.Messages), row.PromptKey, row.PromptNumber, row.Costs.Count, row.Blind, row.VotedAt,
                row.Costs.Aggregate(Money.Zero, (sum, cost) => sum + (cost ?? Money.Zero))))],
            rows.Count > limit);
    }

    private static string Title(IReadOnlyList<PromptMessage> messages)
    {
        var line = string.Join(' ', messages[^1].Content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= TitleLength ? line : line[..(char.IsHighSurrogate(line[TitleLength - 1]) ? TitleLength - 1 : TitleLength)] + "…";
    }
}

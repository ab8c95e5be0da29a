using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Judges;

/// <summary>Every judge by its newest version in use, and how far that agrees with people. Three queries.</summary>
public sealed class ListJudges(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Listing(IReadOnlyList<Item> Items);

    /// <param name="Number">The newest version that is not retired; of a retired judge the newest.</param>
    public sealed record Item(
        string Key, int Number, int Versions, string Name, string AssertionType, string ProviderKey, string ModelKey, bool IsBaseline, bool IsRetired, bool IsDemo, JudgeStanding Standing);

    public async Task<Result<Listing>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Judges.AsNoTracking()
            .OrderBy(row => row.Key).ThenByDescending(row => row.Number)
            .Select(row => new { Judge = row, ModelKey = row.Model!.Key, ProviderKey = row.Model.Provider!.Key, row.Model.Provider.Kind })
            .ToListAsync(cancellationToken);
        var standings = await JudgeStandings.LoadAsync(context, null, cancellationToken);
        return new Listing(
        [
            .. from row in rows.GroupBy(row => row.Judge.Key)
               let shown = row.FirstOrDefault(version => version.Judge.RetiredAt is null) ?? row.First()
               let judge = shown.Judge
               orderby judge.RetiredAt is not null, judge.Key
               select new Item(
                   judge.Key, judge.Number, row.Count(), judge.Name, judge.AssertionType, shown.ProviderKey, shown.ModelKey, shown.Kind == Ai.ProviderKind.Builtin, judge.RetiredAt is not null,
                   judge.IsDemo, standings.Of(JudgeRef.Of(judge.Key, judge.Number))!),
        ]);
    }
}

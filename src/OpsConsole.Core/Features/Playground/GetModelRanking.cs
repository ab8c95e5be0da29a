using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Playground;

/// <summary>
/// How models stand by the blind votes of everybody: the best answer of a trial beat each of its other complete answers, and where none was best all came
/// out alike. Votes with the names in view are kept and not counted.
/// </summary>
public sealed class GetModelRanking(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <summary>The newest; older ones speak of models that have changed since.</summary>
    public const int MostTrials = 5_000;

    /// <param name="SystemKey">Only trials of this system.</param>
    public sealed record Query(string? SystemKey = null);

    /// <param name="Strength">Null while the votes do not link all models.</param>
    public sealed record Item(string Provider, string Model, string Name, bool IsBaseline, int Wins, int Losses, int Ties, BradleyTerryStrength? Strength)
    {
        public int Comparisons => Wins + Losses + Ties;
    }

    /// <param name="Problem">Why there are no strengths, in words; null where there are.</param>
    public sealed record Ranking(IReadOnlyList<Item> Items, int Votes, int Voters, string? Problem);

    public async Task<Result<Ranking>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var trials = await context.PlaygroundTrials.AsNoTracking()
            .Where(row => row.Blind && row.VotedAt != null && (query.SystemKey == null || row.System!.Key == query.SystemKey))
            .OrderByDescending(row => row.Id)
            .Take(MostTrials)
            .Select(row => new Vote(
                row.ById, row.BestPosition,
                row.Answers.Where(answer => answer.State == PlaygroundAnswerState.Answered).Select(answer => new Seat(answer.Position, answer.ModelId)).ToList()))
            .ToListAsync(cancellationToken);
        var ids = trials.SelectMany(trial => trial.Seats).Select(seat => seat.ModelId).Distinct().Order().ToList();
        var models = await context.ProviderModels.AsNoTracking().Include(row => row.Provider).Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellationToken);

        var tally = Count(trials, models.Select((model, index) => (model.Id, index)).ToDictionary(entry => entry.Id, entry => entry.index));
        var fit = BradleyTerry.Fit(tally.Wins, tally.Ties);
        var items = models.Select((model, index) => new Item(
            model.Provider!.Key, model.Key, model.Name, model.Provider.Kind.IsBaseline(), RowSum(tally.Wins, index), ColumnSum(tally.Wins, index), RowSum(tally.Ties, index),
            fit.Problem is null ? fit.Strengths[index] : null));
        return new Ranking(
            [.. items.OrderByDescending(item => item.Strength?.LogStrength ?? Share(item)).ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase)],
            trials.Count, trials.Select(trial => trial.ById).Distinct().Count(), fit.Problem);
    }

    private sealed record Seat(int Position, int ModelId);

    private sealed record Vote(string ById, int? Best, List<Seat> Seats);

    private static (int[,] Wins, int[,] Ties) Count(IEnumerable<Vote> votes, Dictionary<int, int> places)
    {
        var (wins, ties) = (new int[places.Count, places.Count], new int[places.Count, places.Count]);
        foreach (var vote in votes)
        {
            foreach (var (index, one) in vote.Seats.Index())
            {
                // A model that was asked twice does not play against itself.
                foreach (var other in vote.Seats.Skip(index + 1).Where(other => other.ModelId != one.ModelId))
                    Count(wins, ties, vote.Best, one, other, places);
            }
        }

        return (wins, ties);
    }

    // Of two that are both not best nobody said which is better.
    private static void Count(int[,] wins, int[,] ties, int? best, Seat one, Seat other, Dictionary<int, int> places)
    {
        var (first, second) = (places[one.ModelId], places[other.ModelId]);
        if (best is null)
        {
            ties[first, second]++;
            ties[second, first]++;
        }
        else if (best == one.Position)
        {
            wins[first, second]++;
        }
        else if (best == other.Position)
        {
            wins[second, first]++;
        }
    }

    private static double Share(Item item) => item.Comparisons == 0 ? 0 : (item.Wins + (item.Ties / 2.0)) / item.Comparisons;

    private static int RowSum(int[,] table, int row) => Enumerable.Range(0, table.GetLength(1)).Sum(column => table[row, column]);

    private static int ColumnSum(int[,] table, int column) => Enumerable.Range(0, table.GetLength(0)).Sum(row => table[row, column]);
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;
using OpsConsole.Tests.Shared;

namespace OpsConsole.Benchmarks;

/// <summary>
/// The whole comparison of ten candidates over 10,000 cases, from the question to the recommended route: rows read from the database, paired, resampled for every
/// interval, tested, corrected. The reference makes less of the same draws, over arrays that are there already: the bootstrap of ten scores and the sign patterns of
/// nine differences, each in a plain loop. It reads nothing, and leaves out the pass rates, the differences' intervals and the slices.
/// </summary>
internal static class ComparisonPart
{
    private const int Cases = 10_000;
    private const int Candidates = 10;
    private const int Turns = 5;

    public static async Task<IReadOnlyList<Report.Row>> RunAsync()
    {
        var scores = Enumerable.Range(0, Candidates).Select(candidate => StatisticsPart.Scores(candidate + 1)).ToArray();
        var differences = scores.Skip(1).Select(column => column.Zip(scores[0], (after, before) => after - before).Where(difference => difference != 0).ToArray()).ToArray();
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = Cases });
        await TagAsync(world);
        var run = await FinishedRuns.AddAsync(world.Open, new()
        {
            Columns = [.. scores.Select((column, position) => new FinishedRuns.Column($"c{position}", place => Cell(column[place]), Cost: 1 + position))],
        });

        // Warm: compiled and optimised, both, and the page cache of the file as a console that runs has it.
        await CompareAsync(world, run);
        StatisticsPart.PlainLoop(scores, 250);
        PlainSigns(differences, 500);
        var (own, plain) = (new List<Taken>(), new List<StatisticsPart.Taken>());
        for (var turn = 0; turn < Turns; turn++)
        {
            own.Add(await CompareAsync(world, run));
            plain.Add(StatisticsPart.Measure(() =>
            {
                StatisticsPart.PlainLoop(scores, BootstrapMeans.Resamples);
                PlainSigns(differences, 19_999);
            }));
        }

        var (mine, theirs) = (own.OrderBy(turn => turn.CpuMs).ElementAt(Turns / 2), StatisticsPart.Median(plain));
        var quickest = own.MinBy(turn => turn.WallMs)!;
        var same = differences.Zip(PlainSigns(differences, 19_999)).All(pair => SignFlip.P(pair.First) == pair.Second);
        return
        [
            new(
                "Whole comparison, 10 candidates x 10,000 cases, 9,999 resamples, 19,999 sign patterns: CPU", Seconds(mine.CpuMs), $"plain loops, scores alone {Seconds(theirs.CpuMs)}",
                mine.CpuMs / theirs.CpuMs, 1.5),
            new("Whole comparison, wall time until the reader has what can be counted", Seconds(quickest.CountedMs), $"until all is there {Seconds(quickest.WallMs)}", quickest.CountedMs / quickest.WallMs, 0.25),
            new("Sign patterns, p values that differ from the plain loop's", same ? "0" : "some", "equal", same ? 0 : 1, 0),
            new("Whole comparison, reports shown before the last", Count(mine.Steps - 1), "3", 3.0 / (mine.Steps - 1), 1),
        ];
    }

    private static async Task<Taken> CompareAsync(RunWorld world, int run)
    {
        GC.Collect();

        // A store of its own: what was computed before must not be at hand.
        var compare = new CompareRuns(world.Get<IDbContextFactory<Core.Data.OpsDbContext>>(), new ComparisonStore(), TimeProvider.System);
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var running = (await compare.HandleAsync(new([new CandidateChoice(run, null)]), world.Engineer, CancellationToken.None)).Value;
        var (counted, steps) = (clock.Elapsed, 1);
        using var listening = running.OnAdvance(() => Interlocked.Increment(ref steps));
        await running.Completed;
        var report = running.Report;
        var taken = new Taken((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, clock.Elapsed.TotalMilliseconds, counted.TotalMilliseconds, steps);
        return report is { IsComplete: true, Routing: not null, Pairing.Compared: Cases } && report.Candidates.All(candidate => candidate.IsBaseline || candidate.Score!.AdjustedP is not null)
            ? taken
            : throw new InvalidOperationException("The comparison is not whole.");
    }

    /// <summary>As one would write it down: for each round a bit a case, and the sum of those that it turns round; without a branch, which would be guessed wrong half the time.</summary>
    private static double[] PlainSigns(double[][] differences, int rounds) =>
    [
        .. differences.Select(column =>
        {
            var random = new SeededRandom(PairedBootstrap.DefaultSeed);
            var sizes = column.Select(Math.Abs).ToArray();
            var (seen, total, asFar) = (column.Sum(), sizes.Sum(), 1);
            var limit = Math.Abs(seen) - (1e-10 * total);
            for (var round = 0; round < rounds; round++)
            {
                double negative = 0;
                ulong bits = 0;
                for (var i = 0; i < column.Length; i++)
                {
                    bits = (i & 63) == 0 ? random.Next() : bits >> 1;
                    negative += (long)(bits & 1) * sizes[i];
                }

                if (Math.Abs(total - (2 * negative)) >= limit)
                    asFar++;
            }

            return asFar / (rounds + 1.0);
        }),
    ];

    private static async Task TagAsync(RunWorld world)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlRawAsync("UPDATE DatasetCases SET Tags = '[\"topic-' || (Position % 12) || '\",\"' || CASE WHEN Position % 3 = 0 THEN 'hard' ELSE 'easy' END || '\"]'");
    }

    // Passes or fails three times, so that pass rates are resampled as well as scores.
    private static CaseCell Cell(double score)
    {
        var passed = (int)Math.Round(score * 3);
        return new CaseCell(passed == 3 ? CaseOutcome.Pass : passed == 0 ? CaseOutcome.Fail : CaseOutcome.Unstable, score, passed, 3);
    }

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s");

    private sealed record Taken(double CpuMs, double WallMs, double CountedMs, int Steps);
}

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
/// interval, tested, corrected. The reference is the plain loop of the bootstrap alone, over ten arrays that are there already.
/// </summary>
internal static class ComparisonPart
{
    private const int Cases = 10_000;
    private const int Candidates = 10;
    private const int Turns = 5;

    public static async Task<IReadOnlyList<Report.Row>> RunAsync()
    {
        var scores = Enumerable.Range(0, Candidates).Select(candidate => StatisticsPart.Scores(candidate + 1)).ToArray();
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
        var (own, plain) = (new List<Taken>(), new List<StatisticsPart.Taken>());
        for (var turn = 0; turn < Turns; turn++)
        {
            own.Add(await CompareAsync(world, run));
            plain.Add(StatisticsPart.Measure(() => StatisticsPart.PlainLoop(scores, BootstrapMeans.Resamples)));
        }

        var (mine, theirs) = (own.OrderBy(turn => turn.CpuMs).ElementAt(Turns / 2), StatisticsPart.Median(plain));
        var quickest = own.MinBy(turn => turn.WallMs)!;
        return
        [
            new(
                "Whole comparison, 10 candidates x 10,000 cases, 9,999 resamples, 19,999 sign patterns: CPU", Seconds(mine.CpuMs), $"plain loop, bootstrap alone {Seconds(theirs.CpuMs)}",
                mine.CpuMs / theirs.CpuMs, 1.5),
            new("Whole comparison, wall time until the reader has what can be counted", Seconds(quickest.CountedMs), $"until all is there {Seconds(quickest.WallMs)}", quickest.CountedMs / quickest.WallMs, 0.25),
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

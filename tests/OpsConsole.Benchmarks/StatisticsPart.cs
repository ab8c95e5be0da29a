using System.Diagnostics;
using System.Globalization;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Benchmarks;

/// <summary>The bootstrap of ten candidates' scores against a plain loop over arrays that makes the same draws: processor time, and what both cores make of it.</summary>
internal static class StatisticsPart
{
    private const int Candidates = 10;
    private const int Cases = 10_000;
    private const int Resamples = 10_000;
    private const int Turns = 5;

    public static Task<IReadOnlyList<Report.Row>> RunAsync()
    {
        var scores = Enumerable.Range(0, Candidates).Select(candidate => Scores(candidate + 1)).ToArray();

        // Warm: compiled and optimised, both.
        BootstrapMeans.Of(scores, resamples: 500);
        PlainLoop(scores, 250);

        var (own, plain) = (new List<Taken>(), new List<Taken>());
        for (var turn = 0; turn < Turns; turn++)
        {
            own.Add(Measure(() => BootstrapMeans.Of(scores, resamples: Resamples)));
            plain.Add(Measure(() => PlainLoop(scores, Resamples)));
        }

        // Wall time says something only where nobody else has the cores: the quickest turn of all.
        var (mine, theirs, quickest) = (Median(own), Median(plain), own.MinBy(turn => turn.WallMs)!);
        var same = BootstrapMeans.Resample(scores, Resamples, PairedBootstrap.DefaultSeed).Zip(PlainLoop(scores, Resamples)).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        return Task.FromResult<IReadOnlyList<Report.Row>>(
        [
            new("Bootstrap, 10 candidates x 10,000 cases x 10,000 resamples: CPU", Seconds(mine.CpuMs), $"plain loop, same draws {Seconds(theirs.CpuMs)}", mine.CpuMs / theirs.CpuMs, 1.5),
            new(string.Create(CultureInfo.InvariantCulture, $"Bootstrap, wall time against its CPU on {Environment.ProcessorCount} cores"), Seconds(quickest.WallMs), Seconds(quickest.CpuMs), quickest.WallMs / quickest.CpuMs, 0.75),
            new("Bootstrap, means that differ from the plain loop's", same ? "0" : "some", "equal to the bit", same ? 0 : 1, 0),
        ]);
    }

    /// <summary>As one would write it down: for each resample draw a case, and add each candidate's score of it.</summary>
    internal static double[][] PlainLoop(double[][] scores, int resamples)
    {
        var means = scores.Select(_ => new double[resamples]).ToArray();
        var sums = new double[scores.Length];
        var size = BootstrapMeans.BlockSize(Cases, resamples);
        for (var first = 0; first < resamples; first += size)
        {
            var random = new SeededRandom(BootstrapMeans.SeedOf(PairedBootstrap.DefaultSeed, first / size));
            for (var b = first; b < Math.Min(resamples, first + size); b++)
            {
                Array.Clear(sums);
                for (var i = 0; i < Cases; i++)
                {
                    var row = random.Below(Cases);
                    for (var candidate = 0; candidate < scores.Length; candidate++)
                    {
                        sums[candidate] += scores[candidate][row];
                    }
                }

                for (var candidate = 0; candidate < scores.Length; candidate++)
                {
                    means[candidate][b] = sums[candidate] / Cases;
                }
            }
        }

        return means;
    }

    internal static double[] Scores(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        return [.. Enumerable.Range(0, Cases).Select(_ => random.Below(1_001) / 1_000.0)];
    }

    internal static Taken Measure(Action work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        work();
        var wall = clock.Elapsed;
        process.Refresh();
        return new Taken((process.TotalProcessorTime - cpu).TotalMilliseconds, wall.TotalMilliseconds);
    }

    internal static Taken Median(List<Taken> taken) => taken.OrderBy(turn => turn.CpuMs).ElementAt(taken.Count / 2);

    private static string Seconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s");

    internal sealed record Taken(double CpuMs, double WallMs);
}

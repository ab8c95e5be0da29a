using System.Globalization;

namespace OpsConsole.Benchmarks;

/// <summary>Runs the parts and prints one table: figure, bar, verdict.</summary>
internal static class Report
{
    private sealed record Caller(string Name, string Title)
    {
        public Load Load(string baseUrl, int calls, int concurrency, int warmup) => new(Name, baseUrl, calls, concurrency, warmup);
    }

    internal sealed record Row(string What, string Engine, string Reference, double Ratio, double Bar)
    {
        public bool Holds => Ratio <= Bar;
    }

    /// <summary>The run engine by itself, and the whole command around it: held to the same bars.</summary>
    private static readonly Caller Engine = new("engine", "");
    private static readonly Caller Eval = new("eval", "opsconsole eval: ");

    /// <summary>Calls before those that are counted.</summary>
    private const int Warmup = 20_000;

    private static readonly Dictionary<string, Func<Task<IReadOnlyList<Row>>>> Parts = new()
    {
        ["cpu"] = () => CpuAsync(Engine),
        ["wall"] = () => WallAsync(Engine),
        ["memory"] = () => MemoryAsync(Engine),
        ["faults"] = () => FaultsAsync(Engine),
        ["pages"] = PagesAsync,
        ["statistics"] = async () => [.. await StatisticsPart.RunAsync(), .. await ComparisonPart.RunAsync()],
        ["serve"] = ServePart.RunAsync,
        ["eval-cpu"] = () => CpuAsync(Eval),
        ["eval-wall"] = () => WallAsync(Eval),
        ["eval-memory"] = () => MemoryAsync(Eval),
        ["eval-faults"] = () => FaultsAsync(Eval),
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var unknown = arguments.Where(name => !Parts.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync($"Unknown part: {string.Join(", ", unknown)}. Parts: {string.Join(", ", Parts.Keys)}.");
            return 1;
        }

        Console.WriteLine("| what | engine | reference | ratio | bar | holds |\n|---|---|---|---|---|---|");
        var holds = true;
        foreach (var part in arguments.Length == 0 ? [.. Parts.Keys] : arguments)
        {
            foreach (var row in await Parts[part]())
            {
                holds &= row.Holds;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {row.What} | {row.Engine} | {row.Reference} | {row.Ratio:0.00} | {row.Bar:0.##} | {(row.Holds ? "yes" : "**no**")} |"));
            }
        }

        return holds ? 0 : 100;
    }

    /// <summary>
    /// Processor time for each stored result against the bare loop, from 1,000 to 50,000 results, at no latency: of fewer calls the median of several
    /// turns, one side after the other.
    /// </summary>
    private static async Task<IReadOnlyList<Row>> CpuAsync(Caller caller)
    {
        await using var server = await Child.ServeAsync(0);
        var rows = new List<Row>();
        var perResult = new List<double>();
        foreach (var calls in new[] { 1_000, 10_000, 50_000 })
        {
            var turns = new List<(double Own, double Reference)>();
            for (var turn = 0; turn < Turns(calls); turn++)
            {
                var bare = await Child.MeasureAsync(new Load("bare", server.BaseUrl, calls, 16, Warmup));
                var engine = await Child.MeasureAsync(caller.Load(server.BaseUrl, calls, 16, Warmup));
                turns.Add((engine.CpuMs * 1000 / engine.Stored, bare.CpuMs * 1000 / bare.Stored));
            }

            var (own, reference) = (Median(turns.ConvertAll(turn => turn.Own)), Median(turns.ConvertAll(turn => turn.Reference)));
            perResult.Add(own);

            // Of the turns' own ratios: how fast the machine is differs more from minute to minute than between the two sides of a turn.
            var ratio = Median(turns.ConvertAll(turn => turn.Own / turn.Reference));
            rows.Add(new Row($"{caller.Title}CPU a stored result, {Count(calls)} results", Micro(own), $"bare loop {Micro(reference)}", ratio, 10));
        }

        rows.Add(new Row(caller.Title + "CPU a result: 50,000 results against 1,000 (linear)", Micro(perResult[^1]), Micro(perResult[0]), perResult[^1] / perResult[0], 1.2));
        return rows;
    }

    private static int Turns(int calls) => calls switch { <= 1_000 => 11, <= 10_000 => 5, _ => 1 };

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Wall time of 10,000 calls of 50 ms against the ideal: calls x latency / concurrency.</summary>
    private static async Task<IReadOnlyList<Row>> WallAsync(Caller caller)
    {
        await using var server = await Child.ServeAsync(50);
        var rows = new List<Row>();
        foreach (var concurrency in new[] { 4, 16 })
        {
            const int Calls = 10_000;
            var ideal = Calls * 50.0 / concurrency;
            var bare = await Child.MeasureAsync(new Load("bare", server.BaseUrl, Calls, concurrency, 200));
            var engine = await Child.MeasureAsync(caller.Load(server.BaseUrl, Calls, concurrency, 200));
            rows.Add(new Row(
                $"{caller.Title}Wall time, 10,000 calls of 50 ms, concurrency {concurrency}", Seconds(engine.WallMs), $"ideal {Seconds(ideal)}, bare loop {Seconds(bare.WallMs)}", engine.WallMs / ideal, 1.08));
        }

        return rows;
    }

    /// <summary>Peak resident memory at 10,000 results against the bar of 250 MB, and at 100,000 against 10,000.</summary>
    private static async Task<IReadOnlyList<Row>> MemoryAsync(Caller caller)
    {
        await using var server = await Child.ServeAsync(0);
        var small = await Child.MeasureAsync(caller.Load(server.BaseUrl, 10_000, 16, 1_000));
        var large = await Child.MeasureAsync(caller.Load(server.BaseUrl, 100_000, 16, 1_000));
        return
        [
            new Row(caller.Title + "Peak memory, 10,000 results", Megabytes(small.PeakMb), "250 MB", small.PeakMb / 250, 1),
            new Row(caller.Title + "Peak memory, 100,000 results against 10,000 (flat)", Megabytes(large.PeakMb), Megabytes(small.PeakMb), large.PeakMb / small.PeakMb, 1.15),
        ];
    }

    /// <summary>200 calls at concurrency 8 with 5 % each of 500, 429 (Retry-After: 1), malformed and cut-off answers.</summary>
    private static async Task<IReadOnlyList<Row>> FaultsAsync(Caller caller)
    {
        await using var clean = await Child.ServeAsync(0);
        await using var faulty = await Child.ServeAsync(0, faults: true);
        var calm = await Child.MeasureAsync(caller.Load(clean.BaseUrl, 200, 8, 200));
        var rough = await Child.MeasureAsync(caller.Load(faulty.BaseUrl, 200, 8, 200));
        var same = rough.Verdicts == calm.Verdicts && rough.Failed == 0;
        return
        [
            new Row(caller.Title + "Wall time, 200 calls with 20 % faults, concurrency 8", Seconds(rough.WallMs), "5 s", rough.WallMs / 5000, 1),
            new Row(caller.Title + "Calls not recovered, or verdicts unlike the clean run", rough.Failed.ToString(CultureInfo.InvariantCulture), same ? "equal" : "different", same ? 0 : 1, 0),
        ];
    }

    /// <summary>
    /// Queries and rows of the run page (figures, first matrix page, one case) at 10,000 cells against 1,000; of comparing ten runs (figures, choice of runs,
    /// one case, repeats) and of the trends at a hundred runs of 10,000 results against ten of as many or of a tenth.
    /// </summary>
    private static async Task<IReadOnlyList<Row>> PagesAsync()
    {
        var (small, large) = (await RunPage.ReadAsync(cells: 1_000), await RunPage.ReadAsync(cells: 10_000));
        var tenth = await ComparePages.ReadAsync(runs: 10, cases: 1_000);
        var alone = await ComparePages.ReadAsync(runs: 10, cases: 10_000);
        var history = await ComparePages.ReadAsync(runs: 100, cases: 10_000);
        return
        [
            new Row("Queries of the run page, 10,000 cells", Count(large.Queries), $"1,000 cells: {Count(small.Queries)}", (double)large.Queries / small.Queries, 1),
            new Row("Rows read by the run page, 10,000 cells", Count(large.Rows), $"1,000 cells: {Count(small.Rows)}", (double)large.Rows / small.Rows, 1),
            new Row("Queries of the compare page, 100 runs x 10,000 results", Count(history.CompareQueries), $"10 runs x 1,000: {Count(tenth.CompareQueries)}", (double)history.CompareQueries / tenth.CompareQueries, 1),
            new Row("Rows read by the compare page, ten of 100 runs x 10,000 results", Count(history.CompareRows), $"the ten alone: {Count(alone.CompareRows)}", (double)history.CompareRows / alone.CompareRows, 1.01),
            new Row("Allocated by comparing 10 x 10,000 results", Megabytes(history.AllocatedMb), $"10 x 1,000, ten times: {Megabytes(tenth.AllocatedMb * 10)}", history.AllocatedMb / tenth.AllocatedMb / 10, 1.2),
            new Row("Queries of the trends page, 100 runs x 10,000 results", Count(history.TrendQueries), $"10 runs x 1,000: {Count(tenth.TrendQueries)}", (double)history.TrendQueries / tenth.TrendQueries, 1),
            new Row("Rows read by the trends page, 100 runs x 10,000 results", Count(history.TrendRows), $"100 runs: 5 for each {Count(500)}", history.TrendRows / 500.0, 1),
        ];
    }

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Micro(double microseconds) => string.Create(CultureInfo.InvariantCulture, $"{microseconds:0} µs");

    private static string Seconds(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s");

    private static string Megabytes(double megabytes) => string.Create(CultureInfo.InvariantCulture, $"{megabytes:0} MB");
}

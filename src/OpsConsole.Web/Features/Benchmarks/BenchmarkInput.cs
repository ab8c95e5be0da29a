using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>What a person has typed about a benchmark so far: figures stay text until they are sent, so that a wrong one can be shown as it is.</summary>
public sealed class BenchmarkInput
{
    public string SystemKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Purpose { get; set; } = "";

    public string DatasetKey { get; set; } = "";

    /// <summary>Null takes the newest at the start of each run.</summary>
    public int? DatasetVersion { get; set; }

    public List<CandidateInput> Candidates { get; } = [];

    public string Repeats { get; set; } = "1";

    public string Threshold { get; set; } = "";

    public string Assertions { get; set; } = "";

    public string SpendCap { get; set; } = "";

    public string Concurrency { get; set; } = "8";

    public bool UseCache { get; set; }

    public string Cron { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public MissedRunPolicy MissedRuns { get; set; }

    public static BenchmarkInput Of(GetBenchmark.Details benchmark)
    {
        var input = new BenchmarkInput
        {
            SystemKey = benchmark.SystemKey,
            Key = benchmark.Key,
            Name = benchmark.Name,
            Purpose = benchmark.Purpose,
            DatasetKey = benchmark.DatasetKey,
            DatasetVersion = benchmark.DatasetVersion,
            Repeats = Text(benchmark.Repeats),
            Threshold = Text(benchmark.Threshold),
            Assertions = AssertionText.Of(benchmark.Assertions),
            SpendCap = Text(benchmark.SpendCap?.Dollars),
            Concurrency = Text(benchmark.Concurrency),
            UseCache = benchmark.UseCache,
            Cron = benchmark.Cron ?? "",
            TimeZone = benchmark.TimeZone ?? "",
            MissedRuns = benchmark.MissedRuns,
        };
        input.Candidates.AddRange(benchmark.Draft.Candidates.Select(CandidateInput.Of));
        return input;
    }

    public double? ThresholdOrNull => double.TryParse(Threshold, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>What the use case takes, or every figure that is none.</summary>
    public Result<BenchmarkDraft> ToDraft()
    {
        var faults = new List<ErrorDetail>();
        var repeats = Whole("repeats", Repeats, faults);
        var concurrency = Whole("concurrency", Concurrency, faults);
        var threshold = Number("threshold", Threshold, faults);
        var cap = Number("spendCap", SpendCap, faults);
        if (cap is > 9_000_000_000m)
            faults.Add(new ErrorDetail("spendCap", "takes at most 9 billion dollars"));
        List<CandidateDraft> candidates = [.. Candidates.Select((candidate, index) => candidate.ToDraft(index, faults))];
        var assertions = AssertionJson.ParseText(Assertions);
        if (!assertions.IsOk)
            faults.AddRange(assertions.Error.Details ?? [new ErrorDetail("assertions", assertions.Error.Message)]);
        if (faults.Count > 0)
            return Error.Invalid("benchmarks.invalid", faults.Count == 1 ? "One field needs attention" : $"{faults.Count} fields need attention", faults);

        return new BenchmarkDraft
        {
            Name = Name,
            Purpose = Purpose,
            DatasetKey = DatasetKey,
            DatasetVersion = DatasetVersion,
            Repeats = repeats,
            Assertions = assertions.Value,
            Threshold = (double?)threshold,
            SpendCap = cap is { } dollars ? Money.FromDollars(dollars) : null,
            Concurrency = concurrency,
            UseCache = UseCache,
            Cron = Cron,
            TimeZone = TimeZone,
            MissedRuns = MissedRuns,
            Candidates = candidates,
        };
    }

    internal static decimal? Number(string field, string text, List<ErrorDetail> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (TypedNumber.TryRead(text, out decimal number))
            return number;

        faults.Add(new ErrorDetail(field, $"'{text.Trim()}' is not a number; write it as 1200 or 0.5"));
        return null;
    }

    internal static int Whole(string field, string text, List<ErrorDetail> faults)
    {
        if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;

        faults.Add(new ErrorDetail(field, "must be a whole number"));
        return 1;
    }

    internal static string Text(IFormattable? number) => number?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "";
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Every figure of the report and every row of the matrix; the answers are in the run's results.</summary>
internal static class RunReportJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static Task WriteAsync(Stream stream, RunReport report, CancellationToken cancellationToken) => JsonSerializer.SerializeAsync(
        stream,
        new
        {
            format = "opsconsole.run-report/1",
            report.At,
            Run = Head(report.Run),
            Gates = report.Gates.Select(Gate),
            Candidates = report.Run.Candidates.Select(Candidate),
            NotPassing = report.Open,
            Cases = report.Cases,
        },
        Json,
        cancellationToken);

    private static object Head(GetRun.Detail run) => new
    {
        Id = run.Key,
        Benchmark = run.BenchmarkKey,
        Name = run.BenchmarkName,
        System = run.SystemKey,
        run.State,
        run.StateReason,
        run.Trigger,
        StartedBy = run.StartedByName,
        Dataset = run.DatasetKey,
        DatasetVersion = run.DatasetVersionNumber,
        Cases = run.CaseCount,
        run.Repeats,
        Done = run.DoneCells,
        Failed = run.FailedCells,
        Total = run.TotalCells,
        CostUsd = run.Cost.Dollars,
        run.Assertions,
        run.Threshold,
        run.CodeVersion,
        run.StartedAt,
        run.CompletedAt,
        run.IsDemo,
    };

    private static object Gate(GetRunGates.Judged gate) => new
    {
        gate.PromptKey,
        PromptVersion = gate.Version,
        Gate = gate.Evidence.Kind,
        Edition = gate.Evidence.GateNumber,
        JudgedAt = gate.At,
        gate.Evidence.LiveVersion,
        gate.Evidence.Verdict,
        Rules = gate.Evidence.Rules.Select(rule => new
        {
            Rule = rule.Words,
            rule.Measured,
            rule.Low,
            rule.High,
            N = rule.Cases,
            rule.Verdict,
            rule.Why,
            Exception = gate.Exceptions.Over(gate.Evidence, rule)?.Key,
        }),
    };

    private static object Candidate(GetRun.Candidate candidate) => new
    {
        candidate.Name,
        candidate.IsBaseline,
        candidate.PromptKey,
        PromptVersion = candidate.PromptNumber,
        candidate.PromptHash,
        Provider = candidate.ProviderKey,
        Model = candidate.ModelKey,
        candidate.Parameters,
        Done = candidate.DoneCells,
        Failed = candidate.FailedCells,
        CostUsd = candidate.Cost.Dollars,
        candidate.InputTokens,
        candidate.OutputTokens,
        candidate.Summary,
    };
}

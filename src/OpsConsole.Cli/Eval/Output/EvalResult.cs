using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One result with everything an output says of it.</summary>
internal sealed record EvalResult(ExportRunResults.Row Row, PlannedCandidate Candidate, EvalTest Test)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer, or what the test's transform makes of it.</summary>
    public string? Output { get; init; } = Row.Output;

    public int TestIdx => Row.CasePosition;

    public string Title => Labels.TitleOf(Test, 120);

    public int PromptIdx => Row.CandidatePosition;

    public string Provider => Candidate.Provider.Label;

    public bool Success => Row.Pass == true;

    public double Score => Row.Score ?? 0;

    public FailureReason FailureReason => Row.State == CellState.Failed ? FailureReason.Error : Success ? FailureReason.None : FailureReason.Assertion;

    /// <summary>Why it failed, be it an error or an assertion; null when it passed.</summary>
    public string? Error => FailureReason switch
    {
        FailureReason.None => null,
        FailureReason.Error => $"{Row.ErrorCode}: {Row.ErrorMessage}",
        FailureReason.Assertion => Row.Assertions.FirstOrDefault(assertion => !assertion.Pass && assertion.Weight > 0) is { } failed
            ? $"{failed.Type}: {failed.Reason}"
            : string.Create(CultureInfo.InvariantCulture, $"score {Score:0.00} is below the threshold {Test.Threshold}"),
    };

    /// <summary>US dollars that this result was billed; an answer from the cache is free, null is unknown.</summary>
    public decimal? Cost => Row.Cached ? 0 : Row.CostUsd;

    public int TotalTokens => Row.InputTokens + Row.OutputTokens;

    /// <summary>The rendered prompt: its text, or a list of messages as JSON.</summary>
    public string Prompt
    {
        get
        {
            var turns = Candidate.Prompt.Template.Render(Test.PromptVars, strict: false);
            return !turns.IsOk ? "" : Candidate.Prompt.Prompt.IsChat ? JsonSerializer.Serialize(turns.Value, Plain) : turns.Value[0].Content;
        }
    }
}

/// <summary>promptfoo's numbers.</summary>
internal enum FailureReason
{
    None = 0,
    Assertion = 1,
    Error = 2,
}

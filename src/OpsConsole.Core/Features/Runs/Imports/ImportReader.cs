using System.Security.Cryptography;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>Reads a file of results whole, tells whose it is, and checks all of it before anything is stored.</summary>
public static class ImportReader
{
    public const int MaxBytes = 50 * 1024 * 1024;
    public const int MaxCandidates = 50;

    /// <param name="Hash">Of the bytes: the same file is the same run.</param>
    internal sealed record Read(ImportedFile File, string Hash);

    internal static async Task<Result<Read>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxBytes)
                return Error.Invalid("runs.import-too-large", $"A file of results may have {MaxBytes / 1024 / 1024} MB; this has more. Export fewer results at a time.");
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
            var file = Of(document.RootElement.Clone());
            return file.IsOk ? new Read(file.Value, Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)))) : file.Error;
        }
        catch (JsonException fault)
        {
            return Error.Invalid("runs.import-no-json", $"The file is no JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} cannot be read. (JSON has no NaN or Infinity.)");
        }
    }

    private static Result<ImportedFile> Of(JsonElement root)
    {
        var fields = new ImportFields();
        var run = PromptfooResults.Fits(root) ? new PromptfooResults(fields).Read(root) : EvaluationResults.Fits(root) ? new EvaluationResults(fields).Read(root) : null;
        if (run is null)
        {
            return Error.Invalid(
                "runs.import-unknown", "These are no results that can be read: neither the JSON of promptfoo eval -o (results.results), nor results of Microsoft.Extensions.AI.Evaluation (scenarioName, evaluationResult).");
        }

        if (run.Candidates.Count > MaxCandidates)
            fields.Fault("file", $"has {run.Candidates.Count} pairs of prompt and provider; a run may have {MaxCandidates}");
        if ((long)run.Cases.Count * run.Candidates.Count * run.Repeats > PlanRun.MaxCells)
            fields.Fault("file", $"would make more than {PlanRun.MaxCells:N0} results with its gaps; import fewer prompts or tests at a time");
        return new ImportedFile(run, fields.Faults, fields.Count);
    }
}

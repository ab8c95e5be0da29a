using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>Reads files of results whole, tells whose they are, and checks all of them before anything is stored.</summary>
public static class ImportReader
{
    public const int MaxBytes = 50 * 1024 * 1024;
    public const int MaxFiles = 2_000;
    public const int MaxCandidates = 50;
    private const decimal MaxTotalUsd = 1_000_000_000;

    /// <param name="Hash">Of the bytes: the same files are the same run, in whatever order they come.</param>
    internal sealed record Read(ImportedFile File, string Hash);

    /// <param name="Label">What its faults are told by; null where it is the only file.</param>
    internal sealed record Root(string? Label, JsonElement Json);

    internal static async Task<Result<Read>> ReadAsync(IReadOnlyList<ImportSource> sources, CancellationToken cancellationToken)
    {
        if (sources.Count is 0 or > MaxFiles)
            return Error.Invalid("runs.import-files", $"{sources.Count:N0} files cannot be imported together; choose 1 to {MaxFiles:N0}.");
        var fields = new ImportFields();
        var (roots, hashes, room) = (new List<Root>(), new List<string>(), (long)MaxBytes);
        foreach (var (index, source) in sources.Index())
        {
            using var bytes = new MemoryStream();
            await using (var content = source.Open())
            {
                if (!await FillAsync(bytes, content, room, cancellationToken))
                    return Error.Invalid("runs.import-too-large", $"Files of results may have {MaxBytes / 1024 / 1024} MB together; these have more. Export fewer results at a time.");
            }

            room -= bytes.Length;
            var written = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
            hashes.Add(Convert.ToHexStringLower(SHA256.HashData(written.Span)));
            var label = sources.Count == 1 ? null : $"file {index + 1}, {source.Name}";
            var root = Parse(written);
            if (root.IsOk)
                roots.Add(new Root(label, root.Value));
            else if (label is null)
                return root.Error;
            else
                fields.Fault(label, root.Error.Message);
        }

        var file = Of(roots, fields);
        return file.IsOk ? new Read(file.Value, hashes is [var only] ? only : Hash(hashes)) : file.Error;
    }

    private static async Task<bool> FillAsync(MemoryStream bytes, Stream content, long room, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > room)
                return false;
        }

        return true;
    }

    private static Result<JsonElement> Parse(ReadOnlyMemory<byte> written)
    {
        // Windows tools like to begin a file with a byte order mark.
        var json = written.Span.StartsWith(Encoding.UTF8.Preamble) ? written[Encoding.UTF8.Preamble.Length..] : written;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.Clone();
            if (UnreadableText.Find(written.Span, root) is { } place)
                return Error.Invalid("runs.import-no-text", $"The text at {place} cannot be read: it holds half a character (an escape like \\ud83d alone) or bytes that are not UTF-8.");
            return PromptfooResults.Fits(root) || EvaluationResults.Fits(root) ? root : Error.Invalid(
                "runs.import-unknown", "These are no results that can be read: neither the JSON of promptfoo eval -o (results.results), nor results of Microsoft.Extensions.AI.Evaluation (scenarioName, evaluationResult).");
        }
        catch (JsonException fault)
        {
            return Error.Invalid("runs.import-no-json", $"The file is no JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} cannot be read. (JSON has no NaN or Infinity.)");
        }
    }

    private static Result<ImportedFile> Of(IReadOnlyList<Root> roots, ImportFields fields)
    {
        // A file of promptfoo's is an evaluation of its own, with a name and a time.
        if (roots is [{ Label: null } only] && PromptfooResults.Fits(only.Json))
            return Checked(new PromptfooResults(fields).Read(only.Json), fields);
        var evaluations = roots.Where(root => !PromptfooResults.Fits(root.Json)).ToList();
        foreach (var root in roots.Except(evaluations))
            fields.Fault(root.Label!, "is a file of promptfoo's: an evaluation of its own, to be imported alone");
        return Checked(new EvaluationResults(fields).Read(evaluations), fields);
    }

    private static ImportedFile Checked(ImportedRun run, ImportFields fields)
    {
        if (run.Candidates.Count > MaxCandidates)
            fields.Fault("file", $"has {run.Candidates.Count} pairs of prompt and provider; a run may have {MaxCandidates}");
        if ((long)run.Cases.Count * run.Candidates.Count * run.Repeats > PlanRun.MaxCells)
            fields.Fault("file", $"would make more than {PlanRun.MaxCells:N0} results with its gaps; import fewer prompts or tests at a time");
        if (run.Results.Sum(result => result.CostUsd ?? 0) > MaxTotalUsd)
            fields.Fault("file", $"costs more than ${MaxTotalUsd:N0} together");
        return new ImportedFile(run, fields.Faults, fields.Count);
    }

    private static string Hash(IEnumerable<string> hashes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes.Order(StringComparer.Ordinal)))));
}

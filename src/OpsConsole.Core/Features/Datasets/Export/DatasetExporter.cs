using System.Text;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Core.Features.Datasets.Export;

/// <summary>Writes cases so that importing the file gives the same cases back.</summary>
public static class DatasetExporter
{
    /// <param name="stream">Written forwards, UTF-8, never closed.</param>
    public static async Task WriteAsync(Stream stream, DatasetFormat format, IReadOnlyList<ImportedCase> cases, CancellationToken cancellationToken)
    {
        // A spreadsheet takes a CSV for UTF-8 only by its byte order mark.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == DatasetFormat.Csv), leaveOpen: true) { NewLine = "\n" };
        var lines = format switch
        {
            DatasetFormat.Csv => CsvText.Lines(cases),
            DatasetFormat.Jsonl => cases.Select(CaseJson.Line),

            // JSON is YAML: one test a line, quoted as JSON, keeps every type and every character.
            DatasetFormat.Yaml => cases.Count == 0 ? ["[]"] : cases.Select(test => "- " + CaseJson.Line(test)),
        };
        foreach (var line in lines)
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    public static string ContentType(DatasetFormat format) => format switch
    {
        DatasetFormat.Csv => "text/csv",
        DatasetFormat.Jsonl => "application/x-ndjson",
        DatasetFormat.Yaml => "application/yaml",
    };
}

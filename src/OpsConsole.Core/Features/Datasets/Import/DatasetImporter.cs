using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Reads a dataset file and says what it holds and, row by row, what is wrong with it; it never stops at the first bad row.</summary>
public static class DatasetImporter
{
    /// <summary>Largest file, in bytes.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    public const int MaxCases = 100_000;

    /// <summary>Faults kept; all are counted.</summary>
    public const int MaxProblems = 200;

    /// <summary>Longest single value, in characters.</summary>
    public const int MaxCellLength = 1_000_000;

    public const int MaxKeyLength = 200;

    public const int MaxNameLength = 200;

    public const int MaxSplitLength = 40;

    /// <param name="stream">Read once, forwards, never closed.</param>
    /// <param name="requiredVariables">Variables every case must give, not empty; none by default.</param>
    /// <param name="namesAreVariables">
    /// As promptfoo reads a file: <c>id</c>, <c>expected</c>, <c>answers</c>, <c>tags</c> … are variables too, and an id need not be unique.
    /// </param>
    /// <param name="each">
    /// Takes every good case as it is read, so that memory does not grow with the file; the import's list stays empty, and a case without an id gets an
    /// empty key, because only the end of the file tells which are free.
    /// </param>
    /// <returns>The import, clean or with problems; or error <c>datasets.too-large</c>.</returns>
    public static async Task<Result<DatasetImport>> ReadAsync(
        Stream stream,
        DatasetFormat format,
        IReadOnlyCollection<string>? requiredVariables,
        CancellationToken cancellationToken,
        bool namesAreVariables = false,
        Action<ImportedCase>? each = null)
    {
        var tally = new ImportTally(each);
        var reader = ImportText.Open(stream);
        try
        {
            await (format switch
            {
                DatasetFormat.Csv => new CsvCases(reader, tally, requiredVariables ?? [], namesAreVariables).ReadAsync(cancellationToken),
                DatasetFormat.Jsonl => JsonlCases.ReadAsync(reader, tally, requiredVariables ?? [], namesAreVariables, cancellationToken),
                DatasetFormat.Yaml => YamlCases.ReadAsync(reader, tally, requiredVariables ?? [], cancellationToken),
            });
            return tally.Finish();
        }
        catch (ImportText.TooLargeException)
        {
            return Error.Invalid("datasets.too-large", $"The file is larger than {MaxBytes / 1024 / 1024} MB. Split it into several datasets.");
        }
    }
}

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>The file formats a dataset comes and goes in.</summary>
public enum DatasetFormat
{
    Csv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>A list of tests as promptfoo writes them.</summary>
    Yaml,
}

public static class DatasetFormats
{
    /// <summary>The format a file name tells, or null.</summary>
    public static DatasetFormat? OfFileName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" => DatasetFormat.Csv,
        ".jsonl" or ".ndjson" => DatasetFormat.Jsonl,
        ".yaml" or ".yml" => DatasetFormat.Yaml,
        _ => null,
    };
}

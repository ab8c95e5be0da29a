using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>Kinds and formats of datasets in the words that people read.</summary>
public static class DatasetWords
{
    public static string Word(DatasetKind kind) => kind switch
    {
        DatasetKind.Golden => "Golden: agreed right answers",
        DatasetKind.Regression => "Regression: what once went wrong",
        DatasetKind.Adversarial => "Adversarial: attacks and traps",
        DatasetKind.Policy => "Policy: what must or must never be said",
    };

    public static string Word(CaseOriginKind kind) => kind switch
    {
        CaseOriginKind.Call => "Call",
        CaseOriginKind.Feedback => "Feedback",
        CaseOriginKind.Playground => "Playground",
        CaseOriginKind.Result => "Result",
    };

    public static string Word(DatasetFormat format) => format switch
    {
        DatasetFormat.Csv => "CSV, with a header row",
        DatasetFormat.Jsonl => "JSONL, one object a line",
        DatasetFormat.Yaml => "YAML, a list of promptfoo tests",
    };

    /// <summary>The format that a pasted text looks like.</summary>
    public static DatasetFormat FormatOf(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n') switch
    {
        ['{', ..] => DatasetFormat.Jsonl,
        ['-' or '[' or '#', ..] => DatasetFormat.Yaml,
        var start when start.StartsWith("tests:", StringComparison.Ordinal) => DatasetFormat.Yaml,
        _ => DatasetFormat.Csv,
    };
}

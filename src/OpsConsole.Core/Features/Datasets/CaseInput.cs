using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>One case as a person or a program writes it; held to the rules of an imported one.</summary>
public sealed record CaseInput
{
    /// <summary>Null or empty lets the dataset choose the next free one.</summary>
    public string? Key { get; init; }

    /// <summary>Null or empty lets the question or the first variable stand for it.</summary>
    public string? Title { get; init; }

    /// <summary>A JSON object: variable name to value.</summary>
    public required JsonElement Variables { get; init; }

    public IReadOnlyList<string> Expected { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Split { get; init; }

    /// <summary>A JSON list as promptfoo writes it; undefined is none.</summary>
    public JsonElement Assertions { get; init; }

    public double? Threshold { get; init; }

    internal Result<CaseContent> Check(string key, CaseOrigin? origin, AssertionCompiler compiler)
    {
        var draft = new CaseDraft(0);
        draft.SetKey("id", key);
        if (Variables.ValueKind == JsonValueKind.Object)
        {
            // What comes from a file was read strictly; this was typed into a form or sent as the body of a request.
            foreach (var variable in Variables.EnumerateObject())
            {
                if (StrictJson.HalfCharacter(variable.Value) is { } half)
                    draft.Problem(variable.Name, half);
                else
                    draft.AddVariable(variable.Name, variable.Value);
            }
        }
        else
        {
            draft.Problem("variables", "the variables are an object: name to value");
        }

        draft.AddExpected(Expected);
        draft.AddTags(Tags.Select(tag => tag.Trim()));
        draft.SetSplit("split", Split ?? "");
        draft.SetOrigin(origin);
        if (Assertions.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            draft.SetAssertions(Assertions);
        if (Threshold is { } threshold)
            draft.SetThreshold("threshold", threshold);
        if (Title is { Length: > 0 } title)
            draft.SetDescription(title);
        draft.Complete([]);
        if (draft.Problems is { Count: > 0 } problems)
            return Invalid([.. problems.Select(problem => new ErrorDetail(problem.Column ?? "variables", problem.Reason))]);

        var (content, column, fault) = CaseContent.From(draft.Build(draft.Key!), compiler);
        return content is null ? Invalid([new ErrorDetail(column, fault)]) : content;
    }

    /// <summary>The next of C-0001, C-0002 … that no case has; counted on from the number of cases, so that two imports and an edit keep one row of numbers.</summary>
    internal static string FreeKey(IReadOnlySet<string> taken)
    {
        for (var number = taken.Count + 1; ; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"C-{number:0000}");
            if (!taken.Contains(key))
                return key;
        }
    }

    private static Error Invalid(IReadOnlyList<ErrorDetail> details) =>
        Error.Invalid("datasets.case-invalid", $"{details[0].Where}: {details[0].Reason}", details);
}

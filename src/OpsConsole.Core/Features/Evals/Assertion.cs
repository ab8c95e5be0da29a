using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Evals;

/// <summary>One check as its author wrote it, with promptfoo's names.</summary>
public sealed record Assertion
{
    /// <summary><c>contains</c>, <c>not-regex</c> …</summary>
    public required string Type { get; init; }

    /// <summary>A string, number, boolean, list or object, as the type wants it; strings are Liquid templates over the case's variables.</summary>
    public JsonElement? Value { get; init; }

    public double? Threshold { get; init; }

    /// <summary>Share in the case's score, 0 or more; 0 is reported but never counts.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The named metric that the score also feeds.</summary>
    public string? Metric { get; init; }

    /// <summary>Options of the type, an object; a script sees it as <c>context.config</c>.</summary>
    public JsonElement? Config { get; init; }

    /// <summary>A script that makes of the output what is checked.</summary>
    public string? Transform { get; init; }

    /// <summary>The assertions of an <c>assert-set</c>.</summary>
    public IReadOnlyList<Assertion>? Assert { get; init; }

    /// <summary>Who decides a model-graded type, <c>key</c> or <c>key@number</c>; null takes the only judge that there is for the type.</summary>
    public string? Judge { get; init; }
}

/// <summary>
/// What the check said: pass or fail, a score in 0..1 and the reason in words. <paramref name="Fault"/> marks a check that could not be made
/// (a timeout, an unknown cost, a template that does not render): it never passes, not even behind <c>not-</c>.
/// </summary>
public sealed record AssertionResult(string Type, bool Pass, double Score, string Reason, string? Metric = null, double Weight = 1, bool Fault = false)
{
    /// <summary>The results inside an <c>assert-set</c>.</summary>
    public IReadOnlyList<AssertionResult>? Parts { get; init; }

    /// <summary>This and every result inside it.</summary>
    public IEnumerable<AssertionResult> All() => Parts is null ? [this] : Parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary><c>key@number</c> of the judge that was asked; null where none was.</summary>
    public string? Judge { get; init; }

    /// <summary>The judge gave no usable answer. Neither a fail nor a zero: the result counts nowhere.</summary>
    [JsonIgnore]
    public bool IsNotJudged => Fault && Judge is not null;
}

/// <summary>What is checked: the output and what surrounds it.</summary>
public sealed record AssertionContext
{
    public required string Output { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Variables { get; init; }

    /// <summary>The accepted answers of the case, none to many.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>The messages that the model was given.</summary>
    public IReadOnlyList<ChatTurn> Messages { get; init; } = [];

    /// <summary>Why the model stopped, as the provider said it.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The mean natural logarithm of the probabilities of the answer's tokens; null when the provider reports none.</summary>
    public double? MeanLogProb { get; init; }

    /// <summary>The calls that the answer asks for, in OpenAI's form (<c>[{"id", "type": "function", "function": {"name", "arguments"}}]</c>); null when there are none.</summary>
    public string? ToolCallsJson { get; init; }

    /// <summary>The tools that the model was offered.</summary>
    public IReadOnlyList<ModelTool> Tools { get; init; } = [];

    /// <summary>Who is asked by model-graded checks; null where nobody can be.</summary>
    public IJudgePanel? Judges { get; init; }

    /// <summary>Milliseconds; null when the answer came from the cache or is unknown.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>US dollars; null when the model has no price.</summary>
    public decimal? CostUsd { get; init; }
}

/// <summary>All checks of one cell, weighed together.</summary>
public sealed record CellVerdict(bool Pass, double Score, string Reason, IReadOnlyList<AssertionResult> Results)
{
    /// <summary>Why the cell has no verdict although it has an answer: a judge failed, and nothing else decides it. Null where it has one.</summary>
    public string? NotJudged { get; init; }
}

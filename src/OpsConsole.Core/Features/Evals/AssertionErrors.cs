using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals;

internal static class AssertionErrors
{
    public static Error UnknownType(string type, IEnumerable<string> known) =>
        AssertionTypes.IsMetric(type)
            ? Error.Invalid("assertions.unsupported-type", $"“{type}” is not evaluated here: {AssertionTypes.Root(type)} compares by the cosine only")
        : AssertionTypes.IsUnsupported(type)
            ? Error.Invalid("assertions.unsupported-type", $"the assertion type “{type}” is known from promptfoo but not evaluated here")
            : Error.Invalid("assertions.unknown-type", $"unknown assertion type “{type}”{DidYouMean(AssertionTypes.Nearest(type, known))}");

    public static Error UnknownKey(string key, string? nearest) =>
        Error.Invalid("assertions.unknown-key", $"unknown key “{key}”{DidYouMean(nearest)}");

    /// <summary>promptfoo's way to name a grader: a prompt and a model written into a file are not versioned, and nobody knows how far they agree with people.</summary>
    public static Error Grader(string key) => Error.Invalid(
        "assertions.unsupported-grader", $"“{key}” is not taken from an assertion: make a judge (a versioned prompt with a model) and name it with “judge: key”");

    public static Error Value(string reason) => Error.Invalid("assertions.invalid-value", reason);

    public static Error Threshold(string reason) => Error.Invalid("assertions.invalid-threshold", reason);

    public static Error Weight(double weight) => Error.Invalid("assertions.invalid-weight", $"the weight must be a finite number of 0 or more, not {weight:R}");

    public static Error Regex(string reason) => Error.Invalid("assertions.invalid-regex", reason);

    public static Error Schema(string reason) => Error.Invalid("assertions.invalid-schema", reason);

    public static Error Shape(string reason) => Error.Invalid("assertions.invalid-shape", reason);

    /// <summary>Names the assertion (counted from 1, as people count) in front of what is wrong with it.</summary>
    public static Error At(int index, string? type, Error error)
    {
        var where = type is null ? $"assertion {index + 1}" : $"assertion {index + 1} ({type})";
        return error with { Message = $"{where}: {error.Message}", Details = [new ErrorDetail(where, error.Message)] };
    }

    /// <summary>The first fault, with the places of all of them in its details.</summary>
    public static Error All(IReadOnlyList<Error> faults) => faults[0] with { Details = [.. faults.SelectMany(fault => fault.Details!)] };

    private static string DidYouMean(string? nearest) => nearest is null ? "" : $"; did you mean “{nearest}”?";
}

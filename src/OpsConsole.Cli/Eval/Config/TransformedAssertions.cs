using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Scripts;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>
/// Hands a test's <c>transform</c> on to its assertions, which look at what it makes; an assertion's own comes after it. The same assertion of
/// <c>defaultTest</c> becomes the same object each time, so that it is still shared by all tests.
/// </summary>
internal sealed class TransformedAssertions
{
    // Without an assertion nobody would look at the output, and nobody would hear that the script throws.
    private static readonly Assertion Look = new() { Type = "javascript", Value = JsonSerializer.SerializeToElement("true") };

    private readonly Dictionary<(Assertion, string), Assertion> _made = new(new SameObject());

    public IReadOnlyList<Assertion> Of(IReadOnlyList<Assertion> assertions, string? transform) =>
        transform is null ? assertions : [.. assertions.DefaultIfEmpty(Look).Select(assertion => Of(assertion, transform))];

    private Assertion Of(Assertion assertion, string transform)
    {
        if (!_made.TryGetValue((assertion, transform), out var made))
            _made.Add((assertion, transform), made = assertion with { Transform = assertion.Transform is { } own ? OutputTransform.Then(transform, own) : transform });
        return made;
    }

    private sealed class SameObject : IEqualityComparer<(Assertion Assertion, string Transform)>
    {
        public bool Equals((Assertion Assertion, string Transform) x, (Assertion Assertion, string Transform) y) =>
            ReferenceEquals(x.Assertion, y.Assertion) && x.Transform == y.Transform;

        public int GetHashCode((Assertion Assertion, string Transform) obj) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Assertion), obj.Transform);
    }
}

using System.Collections.Frozen;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Evals;

/// <summary>Compiles assertions: knows every type, built in or registered, and how their templates are rendered.</summary>
public sealed class AssertionCompiler
{
    private readonly ITemplateRenderer _renderer;
    private readonly FrozenDictionary<string, CheckCompiler> _registered;

    public AssertionCompiler(ITemplateRenderer renderer, IEnumerable<CheckType> registered)
    {
        _renderer = renderer;
        _registered = registered.ToFrozenDictionary(
            type => AssertionTypes.CompilerOf(type.Name) is null ? type.Name : throw new InvalidOperationException($"The assertion type “{type.Name}” exists already."),
            type => type.Compile,
            StringComparer.Ordinal);
    }

    /// <summary>The names without <c>not-</c>, in alphabetical order.</summary>
    public IEnumerable<string> Types => AssertionTypes.All.Concat(_registered.Keys).Order(StringComparer.Ordinal);

    /// <summary>Refuses unknown types, unusable values, patterns, schemas, thresholds and weights; the error's details name every assertion at fault and its type.</summary>
    public Result<AssertionSet> Compile(IReadOnlyList<Assertion> assertions, double? threshold)
    {
        if (threshold is { } limit && !double.IsFinite(limit))
        {
            return AssertionErrors.Threshold("the threshold of the case must be a finite number");
        }

        var checks = new AssertionSet.Entry[assertions.Count];
        var faults = new List<Error>();
        for (var i = 0; i < checks.Length; i++)
        {
            var check = Compile(assertions[i]);
            if (check.IsOk)
            {
                checks[i] = new(assertions[i], AssertionTypes.IsInverse(assertions[i].Type), check.Value);
            }
            else
            {
                faults.Add(AssertionErrors.At(i, assertions[i].Type, check.Error));
            }
        }

        return faults.Count == 0 ? new AssertionSet(checks, threshold) : AssertionErrors.All(faults);
    }

    private Result<ICheck> Compile(Assertion assertion)
    {
        if (CompilerOf(assertion.Type) is not { } compile)
        {
            return AssertionErrors.UnknownType(assertion.Type, Types);
        }

        if (!double.IsFinite(assertion.Weight) || assertion.Weight < 0)
        {
            return AssertionErrors.Weight(assertion.Weight);
        }

        if (assertion.Threshold is { } threshold && !double.IsFinite(threshold))
        {
            return AssertionErrors.Threshold("the threshold must be a finite number");
        }

        if (assertion.Judge is not null && GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is null)
        {
            return AssertionErrors.Value($"{assertion.Type} asks no judge: leave “judge” out");
        }

        if (assertion.Assert is not null && assertion.Type != AssertionTypes.Set)
        {
            return AssertionErrors.Shape($"only an {AssertionTypes.Set} has assertions of its own");
        }

        var check = assertion.Value is { } value && ValueTemplate.IsTemplate(value) ? new TemplatedCheck(assertion, compile, _renderer) : compile(assertion);
        return check.IsOk && assertion.Transform is not null ? TransformedCheck.Compile(check.Value, assertion) : check;
    }

    private CheckCompiler? CompilerOf(string type) => type == AssertionTypes.Set ? assertion => SetCheck.Compile(assertion, this) : AssertionTypes.CompilerOf(type) ?? _registered.GetValueOrDefault(AssertionTypes.Positive(type));
}

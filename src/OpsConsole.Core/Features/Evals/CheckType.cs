using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals;

/// <summary>Makes a check of an assertion whose <see cref="Assertion.Value"/> holds no template any more.</summary>
internal delegate Result<ICheck> CheckCompiler(Assertion assertion);

/// <summary>A type of assertion beyond the deterministic ones, registered as a service: a judge, an evaluator.</summary>
public sealed class CheckType
{
    internal CheckType(string name, CheckCompiler compile) => (Name, Compile) = (name, compile);

    /// <summary>What stands in <c>type</c>, without <c>not-</c>.</summary>
    public string Name { get; }

    internal CheckCompiler Compile { get; }
}

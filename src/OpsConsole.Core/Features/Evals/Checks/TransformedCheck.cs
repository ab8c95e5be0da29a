using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Scripts;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary><c>transform</c>: a script makes of the output what the check looks at.</summary>
internal sealed class TransformedCheck(ICheck check, Script script, JsonElement? config) : ICheck
{
    public static Result<ICheck> Compile(ICheck check, Assertion assertion)
    {
        var script = Script.Compile(assertion.Transform!);
        return script.IsOk ? new TransformedCheck(check, script.Value, assertion.Config) : script.Error with { Message = $"transform: {script.Error.Message}" };
    }

    public ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var value = script.Run(context, config, cancellationToken);
        if (!value.IsOk)
        {
            return new(Finding.Faulted($"transform: {value.Error.Message}"));
        }

        return value.Value.AsText is { } text
            ? check.EvaluateAsync(context with { Output = text }, cancellationToken)
            : new(Finding.Faulted("transform: the script returned nothing that the check could look at"));
    }
}

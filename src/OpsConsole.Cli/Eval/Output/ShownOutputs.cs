using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Evals.Scripts;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>What is shown as a result's output: what was checked. Where the transform fails it is the answer as it came; the assertions say why.</summary>
internal sealed class ShownOutputs
{
    private readonly Dictionary<string, OutputTransform> _transforms = new(StringComparer.Ordinal);

    public string? Of(string? output, PlannedCandidate candidate, EvalTest test) =>
        output is null ? null : Of(Of(output, candidate.Parameters.Transform, test), test.Options.Transform, test);

    private string Of(string output, string? source, EvalTest test)
    {
        if (source is null)
            return output;
        if (!_transforms.TryGetValue(source, out var transform))
            _transforms.Add(source, transform = OutputTransform.Compile(source).Value);
        var shown = transform.Apply(output, test.Vars);
        return shown.IsOk ? shown.Value : output;
    }
}

using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Output;

/// <summary>A finished run and what it was made from.</summary>
/// <param name="Config">The configuration's path as it was given.</param>
internal sealed record EvalReport(GetRun.Detail Run, EvalPlan Plan, string Config)
{
    public string Title => Plan.Config.Description ?? Run.BenchmarkName;

    public TimeSpan Duration => Run.CompletedAt is { } end && Run.StartedAt is { } start ? end - start : TimeSpan.Zero;
}

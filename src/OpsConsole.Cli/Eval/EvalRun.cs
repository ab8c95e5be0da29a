using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Cli.Eval.Store;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval;

/// <summary>The run of an evaluation: a new one, or the one to go on with.</summary>
internal sealed class EvalRun(ServiceProvider services, EvalRequest request, EvalPlan plan, Actor actor)
{
    private const int DefaultConcurrency = 4;
    private const int MostConcurrency = 1000;

    public Task<Result<int>> FindAsync(CancellationToken cancellationToken) =>
        request.Resume is { } runId ? ResumeAsync(runId, cancellationToken) : PlanAsync(cancellationToken);

    private async Task<Result<int>> PlanAsync(CancellationToken cancellationToken)
    {
        if (plan.Cells > PlanRun.MaxCells)
            return Error.Invalid("eval.too-large", string.Create(CultureInfo.InvariantCulture, $"This evaluation would make {plan.Cells:N0} results; {PlanRun.MaxCells:N0} are allowed."));
        var options = plan.Config.Options;
        var command = new StoreEval.Command(
            plan,
            Path.GetFullPath(request.ConfigPath),
            plan.IsOneByOne(request.Delay) ? 1 : Math.Min(request.MaxConcurrency ?? options.MaxConcurrency ?? DefaultConcurrency, MostConcurrency),
            UseCache: !request.NoCache && options.Cache != false,
            actor.Name);
        var benchmark = await services.GetRequiredService<StoreEval>().HandleAsync(command, cancellationToken);
        if (!benchmark.IsOk)
            return benchmark.Error;
        var planned = await services.GetRequiredService<PlanRun>().HandleAsync(new PlanRun.Command(benchmark.Value, RunTrigger.CommandLine), actor, cancellationToken);
        if (!planned.IsOk)
            return planned.Error;
        await LeaveOutAsync(planned.Value.RunId, cancellationToken);
        return planned.Value.RunId;
    }

    private async Task<Result<int>> ResumeAsync(int runId, CancellationToken cancellationToken)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.Where(row => row.Id == runId).Select(row => new { row.BenchmarkKey, row.LeaseOwner }).SingleOrDefaultAsync(cancellationToken);
        if (run is null)
            return Error.NotFound("eval.run-not-found", $"There is no {Run.KeyOf(runId)} in {request.DatabasePath}.");
        if (!run.BenchmarkKey.StartsWith(StoreEval.FingerprintOf(plan), StringComparison.Ordinal))
            return Error.Conflict("eval.config-changed", $"{Run.KeyOf(runId)} was started with other prompts, providers, graders, tests or repeats. Resume it with what it was started with, or start anew.");
        if (run.LeaseOwner is { } owner && IsDead(owner))
        {
            // A killed process cannot give its run back; without this the next one would wait for the lease to run out.
            await context.Runs.Where(row => row.Id == runId && row.LeaseOwner == owner)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseOwner, (string?)null).SetProperty(row => row.LeaseUntil, (DateTime?)null), cancellationToken);
        }

        await LeaveOutAsync(runId, cancellationToken);
        return runId;
    }

    private async Task LeaveOutAsync(int runId, CancellationToken cancellationToken)
    {
        if (plan.Config.Tests.AnyAsked || plan.Candidates.Any(candidate => candidate.Provider.ForTests))
            await services.GetRequiredService<LeaveOutCells>().HandleAsync(runId, plan, cancellationToken);
    }

    /// <summary>The owner is named machine:process:random; only a process of this machine can be seen to be gone.</summary>
    private static bool IsDead(string owner)
    {
        if (owner.Split(':') is not [var machine, var process, _] || machine != Environment.MachineName || !int.TryParse(process, CultureInfo.InvariantCulture, out var id))
            return false;
        try
        {
            using var alive = Process.GetProcessById(id);
            return alive.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}

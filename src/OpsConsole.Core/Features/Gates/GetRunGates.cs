using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>
/// What the gates in force say to one finished run: each gate of its benchmark, over the newest version of its prompt that the run executed, or over the
/// version that is asked for. The first to ask after the run's end has the verdict kept with its figures.
/// </summary>
public sealed class GetRunGates(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="PromptVersion"><c>support/answer@7</c>: the gates of this prompt alone, over this version.</param>
    public sealed record Query(int RunId, string? PromptVersion = null);

    /// <param name="At">When the verdict was reached.</param>
    /// <param name="Exceptions">What overrides rules of it now.</param>
    public sealed record Judged(string PromptKey, int Version, DateTime At, Evidence Evidence, ExceptionsInForce Exceptions);

    /// <returns>Empty while the run has not completed, where it repeats a selection of cases or was imported, and where no gate has its benchmark.</returns>
    public async Task<Result<IReadOnlyList<Judged>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var asked = query.PromptVersion is null ? null : VersionName.Parse(query.PromptVersion);
        if (asked is null && query.PromptVersion is { } wrong)
            return GateErrors.NoVersionName(wrong);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.Where(row => row.Id == query.RunId).Select(row => new { row.BenchmarkId, row.State, row.OfRunId, row.Trigger }).SingleOrDefaultAsync(cancellationToken);
        if (run is null)
            return RunErrors.NotFound(Run.KeyOf(query.RunId));
        var some = context.Gates.Where(gate => gate.BenchmarkId == run.BenchmarkId && (asked == null || gate.Prompt!.Key == asked.Key));
        var gates = run is { State: RunState.Completed, OfRunId: null, Trigger: not RunTrigger.Import } ? await GatesInForce.LoadAsync(context, some, cancellationToken) : [];
        if (gates.Count == 0)
            return Result.From<IReadOnlyList<Judged>>([]);

        var prompts = gates.Select(gate => gate.Gate.PromptId).Distinct().ToList();
        var versions = await VersionsAsync(context, query.RunId, prompts, asked, cancellationToken);
        if (asked is not null && versions.Count == 0)
            return GateErrors.VersionNotInRun(query.RunId, asked);
        var now = clock.GetUtcNow().UtcDateTime;
        var verdicts = await new RunVerdicts(context, query.RunId, now).OfAsync(gates, versions, cancellationToken);
        var exceptions = await context.GateExceptions.AsNoTracking()
            .Where(row => prompts.Contains(row.PromptId) && row.State == GateExceptionState.Approved).ToListAsync(cancellationToken);
        return Result.From<IReadOnlyList<Judged>>(
        [
            .. verdicts.Select(verdict => new Judged(
                verdict.Version.Prompt!.Key, verdict.Version.Number, verdict.At, verdict.Evidence,
                ExceptionsInForce.For(verdict.Version.PromptId, verdict.Version.Number, [verdict.Evidence], exceptions, now))),
        ]);
    }

    private static async Task<IReadOnlyList<PromptVersion>> VersionsAsync(
        OpsDbContext context, int runId, IReadOnlyList<int> prompts, VersionName? asked, CancellationToken cancellationToken)
    {
        var executed = context.PromptVersions.AsNoTracking().Include(row => row.Prompt)
            .Where(row => prompts.Contains(row.PromptId) && context.RunCandidates.Any(column => column.RunId == runId && column.PromptVersionId == row.Id));
        return await (asked is { Number: var number }
                ? executed.Where(row => row.Number == number)
                : executed.Where(row => !context.RunCandidates.Any(column => column.RunId == runId && column.PromptVersion!.PromptId == row.PromptId && column.PromptNumber > row.Number)))
            .ToListAsync(cancellationToken);
    }
}

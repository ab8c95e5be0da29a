using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Playground.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>Says which answer of one's own trial is best, or that none is. Once: afterwards the names are known.</summary>
public sealed class VoteOnTrial(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock) : IUseCase
{
    /// <param name="best">The place of the best answer; null where none is better than the others.</param>
    public async Task<Result> HandleAsync(int trialId, int? best, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
            return Error.Denied(Permission.RunsExecute);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var trial = await context.PlaygroundTrials.AsNoTracking().Include(row => row.Answers).SingleOrDefaultAsync(row => row.Id == trialId, cancellationToken);
        if (trial is null)
            return PlaygroundErrors.NotFound(trialId);
        if (trial.ById != actor.Id)
            return PlaygroundErrors.NotYours(trialId);
        if (trial.VotedAt is not null)
            return PlaygroundErrors.AlreadyVoted(trialId);
        var complete = trial.Answers.Where(answer => answer.State == PlaygroundAnswerState.Answered).ToList();
        if (complete.Count < 2)
            return PlaygroundErrors.NothingToVoteOn(trialId);
        if (best is { } position && complete.TrueForAll(answer => answer.Position != position))
            return PlaygroundErrors.NoSuchAnswer(trialId, position);

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var voted = await context.PlaygroundTrials.Where(row => row.Id == trialId && row.VotedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VotedAt, now).SetProperty(row => row.BestPosition, best), cancellationToken);
        if (voted == 0)
            return PlaygroundErrors.AlreadyVoted(trialId);
        audit.Append(context, actor, new AuditEntry("playground.voted", "trial", TrialKey.Of(trialId)) { Details = new { Best = best, trial.Blind } });
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Result.Ok;
    }
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;

namespace OpsConsole.Core.Features.Judges;

/// <summary>Writes the next version of a judge; assertions that name no number use it from their next run on. Answers with its number.</summary>
public sealed class AddJudgeVersion(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, JudgeDraft Draft);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.JudgesWrite))
            return Error.Denied(Permission.JudgesWrite);
        if (command.Draft.Check(new FieldChecks("judges")) is { } fault)
            return fault;

        var added = await contexts.RetryOnConflictAsync(context => AddAsync(context, command, actor, cancellationToken), cancellationToken);
        if (added.IsOk)
            changes.Publish(ChangeFeed.Judges);
        return added;
    }

    private async Task<Result<int>> AddAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var last = await context.Judges.AsNoTracking().Where(row => row.Key == command.Key).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
            return JudgeErrors.NotFound(command.Key);
        if (last.AssertionType != command.Draft.AssertionType)
            return JudgeErrors.OtherType(command.Key, last.AssertionType, command.Draft.AssertionType);
        var added = await JudgeWriter.AddAsync(context, audit, command.Key, last.Number + 1, command.Draft, last.IsDemo, actor, clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (!added.IsOk)
            return added.Error;
        var judge = added.Value;
        var same = judge.PromptVersion!.Id == last.PromptVersionId && judge.Model!.Id == last.ModelId && judge.KappaFloor == last.KappaFloor && judge.Name == last.Name
            && ContentHash.Of(judge.Parameters) == ContentHash.Of(last.Parameters) && last.RetiredAt is null;
        if (same)
            return JudgeErrors.Unchanged(last.Key, last.Number);
        await context.SaveChangesAsync(cancellationToken);
        return judge.Number;
    }
}

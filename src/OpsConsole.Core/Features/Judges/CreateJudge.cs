using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;

namespace OpsConsole.Core.Features.Judges;

/// <summary>Makes a judge: its first version, and the prompt for it where none is named. Answers with the key.</summary>
public sealed class CreateJudge(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, JudgeDraft Draft)
    {
        internal bool IsDemo { get; init; }
    }

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.JudgesWrite))
            return Error.Denied(Permission.JudgesWrite);
        if (command.Draft.Check(new FieldChecks("judges").Key("key", command.Key)) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rival = context.Judges.Where(row => row.Key == command.Key);
        if (await rival.AnyAsync(cancellationToken))
            return JudgeErrors.KeyTaken(command.Key);
        var added = await JudgeWriter.AddAsync(context, audit, command.Key, 1, command.Draft, command.IsDemo, actor, clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (!added.IsOk)
            return added.Error;
        if (await context.SaveUnlessTakenAsync(rival, JudgeErrors.KeyTaken(command.Key), cancellationToken) is { } taken)
            return taken;
        changes.Publish(ChangeFeed.Judges);
        return command.Key;
    }
}

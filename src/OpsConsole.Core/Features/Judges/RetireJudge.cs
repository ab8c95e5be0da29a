using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Judges;

/// <summary>Offers one version of a judge no longer, or all of them. Verdicts that it gave stay, and a run that names it by number can still be repeated.</summary>
public sealed class RetireJudge(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Number">Null retires every version.</param>
    public sealed record Command(string Key, int? Number, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.JudgesWrite))
            return Error.Denied(Permission.JudgesWrite);
        if (new FieldChecks("judges").Required("reason", command.Reason, 500).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Judges.Where(row => row.Key == command.Key && (command.Number == null || row.Number == command.Number)).ToListAsync(cancellationToken);
        var name = command.Number is { } number ? JudgeRef.Of(command.Key, number) : command.Key;
        if (rows.Count == 0)
            return JudgeErrors.NotFound(name);
        if (rows.TrueForAll(row => row.RetiredAt is not null))
            return JudgeErrors.Retired(name);

        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var row in rows)
            row.RetiredAt ??= now;
        audit.Append(context, actor, new AuditEntry("judge.retired", "judge", command.Key) { Reason = command.Reason.Trim(), Details = new { judge = name } });
        await context.SaveChangesAsync(cancellationToken);
        changes.Publish(ChangeFeed.Judges);
        return Result.Ok;
    }
}

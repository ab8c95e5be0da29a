using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Takes an exception back: a request is withdrawn, an approved one is closed before its end. It only tightens, so one person is enough.</summary>
public sealed class WithdrawException(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes) : IUseCase
{
    public sealed record Command(string Key, string Reason, int ExpectedRevision);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.GatesWrite) && !actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.GatesWrite);
        if (new FieldChecks("exceptions").Required("reason", command.Reason, 2000).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (GateException.ParseKey(command.Key) is not { } id
            || await context.GateExceptions.Include(row => row.Prompt).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } exception)
            return ExceptionErrors.NotFound(command.Key);
        if (!MayTakeBack(exception, actor))
            return ExceptionErrors.NotYours(exception);
        if (exception.TakeBack() is { IsOk: false, Error: var illegal })
            return illegal;

        audit.Append(context, actor, new AuditEntry(exception.State == GateExceptionState.Closed ? "exception.closed" : "exception.withdrawn", "exception", exception.Key)
        {
            PromptKey = exception.Prompt!.Key,
            Reason = command.Reason.Trim(),
        });
        if (await context.SaveRevisionAsync(exception, command.ExpectedRevision, cancellationToken) is { } changed)
            return changed;
        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }

    /// <summary>Whoever asked for it, and for an approved one also those who decide on exceptions.</summary>
    internal static bool MayTakeBack(GateException exception, Actor actor) =>
        exception.RequestedById == actor.Id || (exception.State == GateExceptionState.Approved && actor.Can(Permission.RiskDecide));
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Notifications;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Approves or rejects an exception. A refused attempt is recorded: who tried to accept a risk of their own is worth knowing.</summary>
public sealed class DecideException(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="ExpectedRevision">What was on the screen; whoever decides second is told so.</param>
    public sealed record Command(string Key, bool Approve, string Comment, int ExpectedRevision);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.RiskDecide);
        if (new FieldChecks("exceptions").Required("comment", command.Comment, 2000).Fault is { } fault)
            return fault;

        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (GateException.ParseKey(command.Key) is not { } id
            || await context.GateExceptions.Include(row => row.Prompt).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } exception)
            return ExceptionErrors.NotFound(command.Key);

        var version = await context.PromptVersions.AsNoTracking()
            .SingleAsync(row => row.PromptId == exception.PromptId && row.Number == exception.VersionNumber, cancellationToken);
        var entry = Entry(command, exception);
        var givers = await ExceptionDeciders.GiversAsync(context, actor.Id, now, cancellationToken);
        if (ExceptionDeciders.Fault(exception, version, givers, actor) is { } refusal)
        {
            await audit.RefuseAsync(actor, entry, refusal, cancellationToken);
            return refusal;
        }

        if (exception.Decide(command.Approve, actor, ExceptionDeciders.RoleOf(actor)!.Value, command.Comment.Trim(), now) is { IsOk: false, Error: var illegal })
            return illegal;
        audit.Append(context, actor, entry);
        var outcome = ExceptionWords.Of(exception.State);
        var notice = new Notice($"{exception.Key}:{outcome}", $"{exception.Key} was {outcome} by {actor.Name}", $"/exceptions/{exception.Key}");
        await notifier.ToPeopleAsync(context, [exception.RequestedById], notice, cancellationToken);
        if (await context.SaveRevisionAsync(exception, command.ExpectedRevision, cancellationToken) is { } changed)
            return changed;
        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }

    private static AuditEntry Entry(Command command, GateException exception) => new(command.Approve ? "exception.approved" : "exception.rejected", "exception", exception.Key)
    {
        PromptKey = exception.Prompt!.Key,
        Reason = command.Comment.Trim(),
        Details = new { version = exception.VersionNumber, exception.ContentHash, gate = exception.GateKind, rule = exception.RuleWords, exception.ValidUntil },
    };
}

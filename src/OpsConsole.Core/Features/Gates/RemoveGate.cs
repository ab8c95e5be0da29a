using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Takes a gate off its prompt, by an edition without rules: what was judged before stays readable.</summary>
public sealed class RemoveGate(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string PromptKey, GateKind Kind, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.GatesWrite))
            return Error.Denied(Permission.GatesWrite);
        if (new FieldChecks("gates").Required("reason", command.Reason, 500).Fault is { } fault)
            return fault;

        var removed = await contexts.RetryOnConflictAsync(context => RemoveAsync(context, command, actor, cancellationToken), cancellationToken);
        if (removed.IsOk)
        {
            changes.Publish(ChangeFeed.Prompt(command.PromptKey));
            changes.Publish(ChangeFeed.Releases);
        }

        return removed;
    }

    private async Task<Result> RemoveAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var gates = await GatesInForce.LoadAsync(context, context.Gates.Where(row => row.Prompt!.Key == command.PromptKey && row.Kind == command.Kind), cancellationToken);
        if (gates is not [{ Gate: var current, BenchmarkKey: var benchmark }])
            return GateErrors.NotFound(command.PromptKey, command.Kind);

        context.Gates.Add(new Gate
        {
            PromptId = current.PromptId,
            Kind = current.Kind,
            Number = current.Number + 1,
            BenchmarkId = current.BenchmarkId,
            Rules = [],
            ChangeNote = command.Reason.Trim(),
            CreatedById = actor.Id,
            CreatedByName = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        });
        audit.Append(context, actor, new AuditEntry("gate.removed", "gate", $"{command.PromptKey} {command.Kind} {current.Number + 1}")
        {
            PromptKey = command.PromptKey,
            Reason = command.Reason.Trim(),
            Details = new { gate = command.Kind, removed = current.Number, benchmark, rules = current.Rules.Select(GateWords.Of) },
        });
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}

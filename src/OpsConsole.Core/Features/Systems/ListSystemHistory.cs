using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>Who did what to a system, newest first: the audit log of this one object.</summary>
public sealed class ListSystemHistory(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ListedMost = 50;

    public sealed record Item(long Id, DateTime At, string ActorName, string Action, AuditOutcome Outcome, string? Reason);

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AuditEvents
            .Where(row => row.ObjectKind == SystemWords.ObjectKind && row.ObjectKey == key)
            .OrderByDescending(row => row.Id)
            .Take(ListedMost)
            .Select(row => new Item(row.Id, row.At, row.ActorName, row.Action, row.Outcome, row.Reason))
            .ToListAsync(cancellationToken);
    }
}

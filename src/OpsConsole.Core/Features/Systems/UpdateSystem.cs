using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Systems;

/// <summary>Restates the facts of a system, unless somebody else did so since the editor opened it.</summary>
public sealed class UpdateSystem(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Command(string Key, int ExpectedRevision, SystemFacts Facts);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.SystemsWrite))
            return Error.Denied(Permission.SystemsWrite);
        if (command.Facts.CheckIn(new FieldChecks("systems")).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.SingleOrDefaultAsync(row => row.Key == command.Key, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(command.Key);

        command.Facts.WriteTo(system);
        return await context.SaveRevisionAsync(system, command.ExpectedRevision, cancellationToken) is { } changed ? changed : Result.Ok;
    }
}

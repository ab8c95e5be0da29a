using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Says whether a model answers or embeds, where its name says the wrong thing; or leaves it to the name again.</summary>
public sealed class SetModelKind(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit) : IUseCase
{
    /// <param name="Kind">Null leaves it to the name.</param>
    public sealed record Command(string ProviderKey, string ModelKey, ModelKind? Kind);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.ProviderModels.SingleOrDefaultAsync(row => row.Provider!.Key == command.ProviderKey && row.Key == command.ModelKey, cancellationToken);
        if (model is null)
            return ProviderErrors.ModelNotFound(command.ProviderKey, command.ModelKey);
        if (model.StatedKind == command.Kind)
            return Result.Ok;

        var before = model.Kind;
        model.StatedKind = command.Kind;
        audit.Append(context, actor, new AuditEntry("provider.model-kind-set", "provider", command.ProviderKey)
        {
            Details = new { model = model.Key, before, after = model.Kind, stated = command.Kind is not null },
        });
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}

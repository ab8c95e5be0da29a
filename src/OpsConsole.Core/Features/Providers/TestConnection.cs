using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Asks a provider for one tiny answer, or for an embedding where it has nothing that answers, and keeps what came of it. That it fails is an answer, not a refusal.</summary>
public sealed class TestConnection(IDbContextFactory<OpsDbContext> contexts, ModelGateway gateway, TimeProvider clock) : IUseCase
{
    /// <param name="ModelKey">Which model to ask; null takes the first one that is enabled, rather one that answers than one that embeds.</param>
    public sealed record Command(string ProviderKey, string? ModelKey = null);

    public async Task<Result<ProbeResult>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var provider = await context.Providers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.ProviderKey, cancellationToken);
        if (provider is null)
            return ProviderErrors.NotFound(command.ProviderKey);
        var models = await context.ProviderModels.AsNoTracking()
            .Where(row => row.ProviderId == provider.Id && (command.ModelKey == null ? row.Enabled : row.Key == command.ModelKey))
            .OrderBy(row => row.Key).ToListAsync(cancellationToken);
        var model = models.Find(row => row.Kind == ModelKind.Chat) ?? models.FirstOrDefault();
        if (model is null)
            return command.ModelKey is null ? ProviderErrors.NoModel(provider.Key) : ProviderErrors.ModelNotFound(provider.Key, command.ModelKey);

        var probe = await gateway.ProbeAsync(provider.Endpoint, model.Key, model.Kind == ModelKind.Embedding, cancellationToken);
        var message = probe.Message.Length > 1000 ? probe.Message[..1000] : probe.Message;

        // Without the revision on purpose: a test is an observation and must not refuse the edit that somebody has open.
        await context.Providers.Where(row => row.Id == provider.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.TestedAt, clock.GetUtcNow().UtcDateTime).SetProperty(row => row.TestOk, probe.Ok).SetProperty(row => row.TestMessage, message),
            CancellationToken.None);
        return probe;
    }
}

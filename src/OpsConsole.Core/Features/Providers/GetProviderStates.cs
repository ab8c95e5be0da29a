using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Core.Ai.Secrets;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Whether the secret of a provider is there.</summary>
public enum SecretState
{
    /// <summary>The provider names no secret.</summary>
    NotNeeded,
    Set,

    /// <summary>The reference leads nowhere in this process's environment.</summary>
    Missing,
}

/// <summary>How each provider stands in this process: its secret, never the value, and what its calls are doing.</summary>
public sealed class GetProviderStates(IDbContextFactory<OpsDbContext> contexts, ISecretResolver secrets, ProviderMonitor monitor) : IUseCase
{
    public sealed record State(SecretState Secret, ProviderSnapshot Calls);

    /// <returns>By the provider's key.</returns>
    public async Task<Result<IReadOnlyDictionary<string, State>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await context.Providers.Select(row => new { row.Key, row.SecretRef }).ToListAsync(cancellationToken);
        return providers.ToDictionary(row => row.Key, row => new State(SecretOf(row.SecretRef), monitor.Snapshot(row.Key)));
    }

    private SecretState SecretOf(string? reference) =>
        reference is null ? SecretState.NotNeeded : secrets.Resolve(reference) is null ? SecretState.Missing : SecretState.Set;
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Restates a provider. A changed address or secret voids its last connection test.</summary>
public sealed class UpdateProvider(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Command(string Key, int ExpectedRevision, ProviderFacts Facts);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var provider = await context.Providers.SingleOrDefaultAsync(row => row.Key == command.Key, cancellationToken);
        if (provider is null)
            return ProviderErrors.NotFound(command.Key);
        var facts = command.Facts.Tidy();
        if (facts.CheckIn(new FieldChecks("providers"), provider.Kind).Fault is { } fault)
            return fault;

        if ((provider.BaseUrl, provider.SecretRef) != (facts.BaseUrl, facts.SecretRef))
            (provider.TestedAt, provider.TestOk, provider.TestMessage) = (null, null, null);
        facts.WriteTo(provider);
        return await context.SaveRevisionAsync(provider, command.ExpectedRevision, cancellationToken) is { } changed ? changed : Result.Ok;
    }
}

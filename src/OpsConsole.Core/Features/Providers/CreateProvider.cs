using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Makes an endpoint known; answers with its key.</summary>
public sealed class CreateProvider(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, ProviderKind Kind, ProviderFacts Facts);

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);
        var facts = command.Facts.Tidy();
        if (facts.CheckIn(new FieldChecks("providers").Key("key", command.Key), command.Kind).Fault is { } fault)
            return fault;

        var provider = new Provider
        {
            Key = command.Key,
            Name = facts.Name,
            Kind = command.Kind,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            CreatedBy = actor.Name,
        };
        facts.WriteTo(provider);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Providers.Add(provider);
        var rival = context.Providers.Where(row => row.Key == command.Key);
        return await context.SaveUnlessTakenAsync(rival, ProviderErrors.KeyTaken(command.Key), cancellationToken) is { } taken ? taken : provider.Key;
    }
}

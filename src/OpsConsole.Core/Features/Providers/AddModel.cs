using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Adds a model that a provider offers; answers with its id.</summary>
public sealed partial class AddModel(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Key">The id the provider knows; upper and lower case count.</param>
    /// <param name="ContextWindow">Tokens; null is unknown.</param>
    public sealed record Command(string ProviderKey, string Key, string Name, int? ContextWindow = null);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);
        var checks = new FieldChecks("providers")
            .That(ModelId().IsMatch(command.Key), "key", $"a model id has 1 to {ModelBuilding.KeyLength} letters, digits or any of . _ : / @ + -")
            .Required("name", command.Name, ModelBuilding.NameLength)
            .Range("contextWindow", command.ContextWindow, 1, 1_000_000_000);
        if (checks.Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var provider = await context.Providers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.ProviderKey, cancellationToken);
        if (provider is null)
            return ProviderErrors.NotFound(command.ProviderKey);

        var model = new ProviderModel { ProviderId = provider.Id, Key = command.Key, Name = command.Name.Trim(), ContextWindow = command.ContextWindow };
        context.ProviderModels.Add(model);
        var rival = context.ProviderModels.Where(row => row.ProviderId == provider.Id && row.Key == command.Key);
        var taken = ProviderErrors.ModelTaken(provider.Key, command.Key);
        return await context.SaveUnlessTakenAsync(rival, taken, cancellationToken) is { } refused ? refused : model.Id;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._:/@+-]{1,120}\z")]
    private static partial Regex ModelId();
}

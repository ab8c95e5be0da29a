using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai.Secrets;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>The enabled models of all enabled providers, each with the price valid today.</summary>
public sealed class ListModels(IDbContextFactory<OpsDbContext> contexts, ISecretResolver secrets, TimeProvider clock) : IUseCase
{
    public const int ListedMost = 1_000;

    /// <param name="Price">Null where the price book has none for today.</param>
    /// <param name="HasKey">Its provider asks for no key, or this process has it.</param>
    public sealed record Item(string Provider, string Model, string Name, ModelKind Kind, int? ContextWindow, ModelPrice? Price, bool HasKey)
    {
        /// <summary><c>openai/gpt-4.1-mini</c>, as it stands in addresses.</summary>
        public string Key => $"{Provider}/{Model}";
    }

    /// <param name="kind">Null lists both.</param>
    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(ModelKind? kind, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.ProviderModels.AsNoTracking()
            .Where(row => row.Enabled && row.Provider!.Enabled)
            .OrderBy(row => row.Provider!.Key).ThenBy(row => row.Key)
            .Take(ListedMost)
            .Include(row => row.Provider)
            .Include(row => row.Prices)
            .ToListAsync(cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var keys = models.Select(row => row.Provider!.SecretRef).OfType<string>().Distinct().ToDictionary(reference => reference, reference => secrets.Resolve(reference) is not null);
        return models.FindAll(row => kind is null || row.Kind == kind).ConvertAll(row => new Item(
            row.Provider!.Key, row.Key, row.Name, row.Kind, row.ContextWindow, PriceBook.ValidOn(row.Prices, today), row.Provider.SecretRef is not { } reference || keys[reference]));
    }
}

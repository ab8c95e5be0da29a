using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>One provider with its models and their prices, today's and all before and after.</summary>
public sealed class GetProvider(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public const int ListedMost = 500;

    public sealed record Details(
        string Key, ProviderKind Kind, int Revision, ProviderFacts Facts, DateTime? TestedAt, bool? TestOk, string? TestMessage, IReadOnlyList<ModelItem> Models);

    /// <param name="StatedKind">What somebody said that it does; null where its name says it.</param>
    /// <param name="Current">The row valid today (UTC); null when there is none.</param>
    /// <param name="History">All rows, newest first.</param>
    public sealed record ModelItem(int Id, string Key, string Name, ModelKind Kind, ModelKind? StatedKind, int? ContextWindow, bool Enabled, PriceRow? Current, IReadOnlyList<PriceRow> History);

    /// <summary>Amounts per million tokens.</summary>
    public sealed record PriceRow(
        DateOnly? ValidFrom, Money Input, Money? CachedInput, Money Output, Money? Reasoning, IReadOnlyList<PriceTier> Tiers, string Source, DateOnly CheckedOn);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var provider = await context.Providers.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (provider is null)
            return ProviderErrors.NotFound(key);

        var models = await context.ProviderModels.AsNoTracking()
            .Where(row => row.ProviderId == provider.Id)
            .OrderBy(row => row.Key)
            .Take(ListedMost)
            .Include(row => row.Prices)
            .ToListAsync(cancellationToken);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return new Details(
            provider.Key, provider.Kind, provider.Revision, ProviderFacts.Of(provider), provider.TestedAt, provider.TestOk, provider.TestMessage,
            [.. models.Select(model => Item(model, today))]);
    }

    private static ModelItem Item(ProviderModel model, DateOnly today) => new(
        model.Id, model.Key, model.Name, model.Kind, model.StatedKind, model.ContextWindow, model.Enabled,
        PriceBook.ValidOn(model.Prices, today) is { } current ? Row(current) : null,
        [.. model.Prices.OrderByDescending(price => price.ValidFrom ?? DateOnly.MinValue).Select(Row)]);

    private static PriceRow Row(ModelPrice price) => new(
        price.ValidFrom, price.Input, price.CachedInput, price.Output, price.Reasoning, price.Tiers, price.Source, price.CheckedOn);
}

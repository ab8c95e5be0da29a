using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>
/// Brings the providers, models and prices of the shipped price book into the database. Only what is missing is added:
/// what people entered or corrected stays, and a second start changes nothing.
/// </summary>
public sealed class LoadPriceBook(IDbContextFactory<OpsDbContext> contexts, CreateProvider createProvider, AddModel addModel, SetPrice setPrice) : IUseCase
{
    private sealed record Book(IReadOnlyList<BookProvider> Providers);

    private sealed record BookProvider(string Key, ProviderKind Kind, string Name, string? BaseUrl, string? SecretRef, IReadOnlyList<BookModel> Models);

    private sealed record BookModel(string Key, string Name, int? ContextWindow, IReadOnlyList<BookPrice> Prices);

    private sealed record BookPrice(
        DateOnly? ValidFrom, decimal InputPerMTok, decimal? CachedInputPerMTok, decimal OutputPerMTok, decimal? ReasoningPerMTok,
        IReadOnlyList<BookTier>? Tiers, string Source, DateOnly CheckedOn, string? Note);

    private sealed record BookTier(int AboveInputTokens, decimal InputPerMTok, decimal? CachedInputPerMTok, decimal OutputPerMTok);

    /// <param name="file">JSON in the form that <c>db/seed/README.md</c> describes.</param>
    /// <param name="only">The models that are wanted, by provider and key; null wants all.</param>
    /// <returns>The number of models added or priced.</returns>
    public async Task<Result<int>> HandleAsync(Stream file, IReadOnlySet<(string Provider, string Model)>? only, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);

        var book = await JsonSerializer.DeserializeAsync<Book>(file, JsonColumn.Options, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var providers = await context.Providers.Select(row => row.Key).ToHashSetAsync(cancellationToken);
        var priced = await context.ProviderModels
            .Select(row => new { Provider = row.Provider!.Key, row.Key, HasPrice = row.Prices.Count > 0 })
            .ToDictionaryAsync(row => (row.Provider, row.Key), row => row.HasPrice, cancellationToken);

        var added = 0;
        foreach (var provider in book!.Providers)
        {
            var wanted = provider.Models.Where(model => only is null || only.Contains((provider.Key, model.Key))).ToList();
            if (only is not null && wanted.Count == 0)
                continue;
            if (!providers.Contains(provider.Key) && await CreateAsync(provider, actor, cancellationToken) is { IsOk: false } refused)
                return refused.Error;
            foreach (var model in wanted)
            {
                var isKnown = priced.TryGetValue((provider.Key, model.Key), out var hasPrice);
                if (hasPrice)
                    continue;
                var fault = isKnown ? null : await AddAsync(provider, model, actor, cancellationToken);
                fault ??= await PriceAsync(provider, model, actor, cancellationToken);
                if (fault is not null)
                    return fault with { Message = $"{provider.Key}, {model.Key}: {fault.Message}" };
                added++;
            }
        }

        return added;
    }

    private Task<Result<string>> CreateAsync(BookProvider provider, Actor actor, CancellationToken cancellationToken)
    {
        var lacksAddress = provider.BaseUrl is null && provider.Kind is ProviderKind.AzureOpenAI or ProviderKind.OpenAICompatible;
        var facts = new ProviderFacts { Name = provider.Name, BaseUrl = provider.BaseUrl, SecretRef = provider.SecretRef, Enabled = !lacksAddress };
        return createProvider.HandleAsync(new CreateProvider.Command(provider.Key, provider.Kind, facts), actor, cancellationToken);
    }

    private async Task<Error?> AddAsync(BookProvider provider, BookModel model, Actor actor, CancellationToken cancellationToken) =>
        (await addModel.HandleAsync(new AddModel.Command(provider.Key, model.Key, model.Name, model.ContextWindow), actor, cancellationToken)).Error;

    private async Task<Error?> PriceAsync(BookProvider provider, BookModel model, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var price in model.Prices)
        {
            var command = new SetPrice.Command(
                provider.Key, model.Key, price.ValidFrom, Dollars(price.InputPerMTok), Dollars(price.CachedInputPerMTok),
                Dollars(price.OutputPerMTok), Dollars(price.ReasoningPerMTok), price.Note is null ? price.Source : $"{price.Source} ({price.Note})", price.CheckedOn)
            {
                Tiers = [.. (price.Tiers ?? []).Select(tier => new PriceTier(
                    tier.AboveInputTokens, Dollars(tier.InputPerMTok), Dollars(tier.CachedInputPerMTok), Dollars(tier.OutputPerMTok)))],
            };
            if (await setPrice.HandleAsync(command, actor, cancellationToken) is { IsOk: false } refused)
                return refused.Error;
        }

        return null;
    }

    private static Money Dollars(decimal amount) => Money.FromDollars(amount);

    private static Money? Dollars(decimal? amount) => amount is { } given ? Money.FromDollars(given) : null;
}

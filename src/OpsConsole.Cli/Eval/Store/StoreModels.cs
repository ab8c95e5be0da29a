using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>A provider for each endpoint and a model for each name, with the prices that the price book has for that name.</summary>
internal sealed class StoreModels(OpsDbContext context, string author, DateTime now)
{
    /// <summary>The run's own concurrency is the limit.</summary>
    private const int Unlimited = 1000;

    /// <summary>Slow local models answer; a run that hangs is cancelled by its user.</summary>
    private const int TimeoutSeconds = 300;

    public async Task<IReadOnlyDictionary<(string Provider, string Model), ProviderModel>> FindAsync(
        IEnumerable<EvalEndpoint> endpoints, CancellationToken cancellationToken)
    {
        var models = new Dictionary<(string, string), ProviderModel>();
        foreach (var endpoint in endpoints.DistinctBy(endpoint => (endpoint.Key, endpoint.Model)))
        {
            var provider = await ProviderAsync(endpoint, cancellationToken);
            var model = provider.Id == 0 ? null : await context.ProviderModels.Include(row => row.Prices)
                .SingleOrDefaultAsync(row => row.ProviderId == provider.Id && row.Key == endpoint.Model, cancellationToken);
            if (model is null)
            {
                model = new ProviderModel { Provider = provider, Key = endpoint.Model, Name = Labels.Cut(endpoint.Model, Labels.NameLength) };
                context.Add(model);
            }

            await PriceAsync(model, endpoint, cancellationToken);
            models.Add((endpoint.Key, endpoint.Model), model);
        }

        return models;
    }

    private async Task<Provider> ProviderAsync(EvalEndpoint endpoint, CancellationToken cancellationToken)
    {
        if ((context.Providers.Local.FirstOrDefault(row => row.Key == endpoint.Key)
            ?? await context.Providers.SingleOrDefaultAsync(row => row.Key == endpoint.Key, cancellationToken)) is { } known)
        {
            return known;
        }

        var provider = new Provider
        {
            Key = endpoint.Key,
            Name = Labels.Cut($"{endpoint.Kind} {endpoint.BaseUrl}", Labels.NameLength),
            Kind = endpoint.Kind,
            BaseUrl = endpoint.BaseUrl,
            SecretRef = endpoint.SecretRef,
            MaxConcurrency = Unlimited,
            TimeoutSeconds = TimeoutSeconds,
            CreatedAt = now,
            CreatedBy = author,
        };
        context.Add(provider);
        return provider;
    }

    private async Task PriceAsync(ProviderModel model, EvalEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.PriceBookKey is not { } book)
            return;
        var prices = await context.ModelPrices.AsNoTracking()
            .Where(row => row.Model!.Provider!.Key == book && row.Model.Key == endpoint.Model)
            .ToListAsync(cancellationToken);
        foreach (var price in prices.ExceptBy(model.Prices.Select(row => row.ValidFrom), row => row.ValidFrom))
        {
            model.Prices.Add(new ModelPrice
            {
                ValidFrom = price.ValidFrom,
                Input = price.Input,
                CachedInput = price.CachedInput,
                Output = price.Output,
                Reasoning = price.Reasoning,
                Tiers = price.Tiers,
                Source = price.Source,
                CheckedOn = price.CheckedOn,
            });
        }
    }
}

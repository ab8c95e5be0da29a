using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Providers by key, each with the size of its catalogue and its last connection test.</summary>
public sealed class ListProviders(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query(string? Search = null, string? After = null, int Limit = Page.DefaultLimit);

    public sealed record Item(
        string Key, string Name, ProviderKind Kind, string? BaseUrl, string? SecretRef, string Region, bool Enabled,
        int Models, int Prices, DateTime? TestedAt, bool? TestOk, string? TestMessage);

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var items = await context.Providers
            .Matching(query.Search, row => row.Key, row => row.Name)
            .After(row => row.Key, query.After)
            .OrderBy(row => row.Key)
            .Take(limit + 1)
            .Select(row => new Item(
                row.Key, row.Name, row.Kind, row.BaseUrl, row.SecretRef, row.Region, row.Enabled,
                context.ProviderModels.Count(model => model.ProviderId == row.Id),
                context.ModelPrices.Count(price => price.Model!.ProviderId == row.Id),
                row.TestedAt, row.TestOk, row.TestMessage))
            .ToListAsync(cancellationToken);
        return Page.From(items, limit, item => item.Key);
    }
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>The price rows of some models, read once: a run prices thousands of calls with them.</summary>
public sealed class PriceBook
{
    private readonly ILookup<int, ModelPrice> _rows;

    public PriceBook(IEnumerable<ModelPrice> rows) => _rows = rows.ToLookup(row => row.ModelId);

    public static async Task<PriceBook> LoadAsync(OpsDbContext context, IReadOnlyCollection<int> modelIds, CancellationToken cancellationToken) =>
        new(await context.ModelPrices.AsNoTracking().Where(row => modelIds.Contains(row.ModelId)).ToListAsync(cancellationToken));

    /// <summary>The row valid at that moment (UTC), or null when the model has no price then.</summary>
    public ModelPrice? PriceAt(int modelId, DateTime at) => ValidOn(_rows[modelId], DateOnly.FromDateTime(at));

    internal static ModelPrice? ValidOn(IEnumerable<ModelPrice> rows, DateOnly day) =>
        rows.Where(row => row.ValidFrom is null || row.ValidFrom <= day).MaxBy(row => row.ValidFrom ?? DateOnly.MinValue);
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Usage.Model;

namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>The price rows of the models that a batch names, by the keys that services report.</summary>
internal sealed class CallPrices
{
    private readonly Dictionary<(string Provider, string Model), int> _models;
    private readonly PriceBook _book;

    private CallPrices(Dictionary<(string Provider, string Model), int> models, PriceBook book) => (_models, _book) = (models, book);

    public static async Task<CallPrices> LoadAsync(OpsDbContext context, IReadOnlyCollection<RecordedCall> calls, CancellationToken cancellationToken)
    {
        var providers = calls.Select(call => call.Provider).OfType<string>().Distinct().ToList();
        var known = await context.ProviderModels
            .Where(row => providers.Contains(row.Provider!.Key))
            .Select(row => new { Provider = row.Provider!.Key, row.Key, row.Id })
            .ToListAsync(cancellationToken);
        var named = calls.Select(call => (call.Provider, call.Model)).ToHashSet();
        var models = known.Where(row => named.Contains((row.Provider, row.Key))).ToDictionary(row => (row.Provider, row.Key), row => row.Id);
        return new CallPrices(models, await PriceBook.LoadAsync(context, [.. models.Values], cancellationToken));
    }

    /// <summary>At the price valid when the call started; null where the price book has none.</summary>
    public Money? CostOf(RecordedCall call)
    {
        if (call.Provider is null || call.Model is null || !_models.TryGetValue((call.Provider, call.Model), out var model))
            return null;
        return _book.PriceAt(model, call.StartedAt)?.Of(new TokenUsage(call.InputTokens, call.CachedInputTokens, call.OutputTokens, call.ReasoningTokens));
    }
}

using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>What a benchmark can be made of: systems, datasets, prompt versions and models, as far as a list of choices reaches.</summary>
public sealed record BenchmarkOptions(
    IReadOnlyList<ListSystems.Item> Systems, IReadOnlyList<ListDatasets.Item> Datasets, IReadOnlyList<ListPrompts.Item> Prompts, IReadOnlyList<Choice<ModelChoice?>> Models);

/// <summary>Reads <see cref="BenchmarkOptions"/> through the lists that the other pages use.</summary>
public sealed class BenchmarkOptionsReader(ListSystems systems, ListDatasets datasets, ListPrompts prompts, ListProviders providers, GetProvider provider)
{
    public async Task<Result<BenchmarkOptions>> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var owners = await systems.HandleAsync(new(Limit: Page.MaxLimit), actor, cancellationToken);
        var sets = await datasets.HandleAsync(new(Limit: Page.MaxLimit), actor, cancellationToken);
        var templates = await prompts.HandleAsync(new(Limit: Page.MaxLimit), actor, cancellationToken);
        var served = await providers.HandleAsync(new(Limit: Page.MaxLimit), actor, cancellationToken);
        if ((owners.Error ?? sets.Error ?? templates.Error ?? served.Error) is { } refused)
            return refused;

        List<Choice<ModelChoice?>> models = [new(null, "Choose a model")];
        foreach (var item in served.Value.Items.Where(item => item is { Enabled: true, Models: > 0 }))
        {
            if (await provider.HandleAsync(item.Key, actor, cancellationToken) is { IsOk: true, Value: var details })
                models.AddRange(details.Models.Where(model => model is { Enabled: true, Kind: ModelKind.Chat }).Select(model => new Choice<ModelChoice?>(new(item.Key, model.Key), $"{item.Name}: {model.Name}")));
        }

        return new BenchmarkOptions(
            owners.Value.Items, [.. sets.Value.Items.Where(set => set.LatestVersion > 0)], [.. templates.Value.Items.Where(prompt => prompt.LatestVersion > 0)], models);
    }
}

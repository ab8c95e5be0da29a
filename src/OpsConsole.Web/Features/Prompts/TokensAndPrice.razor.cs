using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What the rendered messages cost to send, for the model in the address (<c>?model=</c>) or the first that is not free.</summary>
public sealed partial class TokensAndPrice(ListModels list)
{
    private IReadOnlyList<ListModels.Item> _models = [];

    [Parameter, EditorRequired]
    public int InputTokens { get; set; }

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    private ListModels.Item? Chosen =>
        _models.FirstOrDefault(model => model.Key == Model) ?? _models.FirstOrDefault(model => model.Price?.Input > Money.Zero) ?? (_models.Count > 0 ? _models[0] : null);

    private string Counting => Chosen is { } model && TokenCounter.IsExactFor(model.Model)
        ? "Counted with this model's own vocabulary, the framing of each message included"
        : "Estimated with the vocabulary o200k_base, the framing of each message included; other models cut text differently";

    protected override async Task OnInitializedAsync() => _models = await GetAsync("Listing the models", actor => list.HandleAsync(actor, Ended)) ?? [];

    private Money? ThousandCalls(ListModels.Item model) =>
        model.Price?.Of(new TokenUsage(InputTokens, 0, 0, 0)) is { } one ? new Money(one.NanoDollars * 1000) : null;
}

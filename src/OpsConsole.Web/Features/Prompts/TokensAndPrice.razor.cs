using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What the rendered messages cost to send, for the model in the address (<c>?model=</c>) or the first that is not free.</summary>
public sealed partial class TokensAndPrice(ListModels list)
{
    private IReadOnlyList<ListModels.Item> _models = [];
    private string? _picked;

    [Parameter, EditorRequired]
    public int InputTokens { get; set; }

    private ListModels.Item? Chosen =>
        _models.FirstOrDefault(model => model.Key == _picked) ?? _models.FirstOrDefault(model => model.Price?.Input > Money.Zero) ?? (_models.Count > 0 ? _models[0] : null);

    private string Counting => Chosen is { } model && TokenCounter.IsExactFor(model.Model)
        ? "Counted with this model's own vocabulary, the framing of each message included"
        : "Estimated with the vocabulary o200k_base, the framing of each message included; other models cut text differently";

    // Read from the address once, not supplied from it: this pane appears because the address changed, and a component that begins
    // to listen in the midst of that change breaks the framework's round through its listeners, and the circuit with it.
    protected override async Task OnInitializedAsync()
    {
        _picked = QueryHelpers.ParseQuery(Navigation.ToAbsoluteUri(Navigation.Uri).Query).GetValueOrDefault("model");
        _models = await GetAsync("Listing the models", actor => list.HandleAsync(actor, Ended)) ?? [];
    }

    private void Pick(string? model)
    {
        _picked = model;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("model", model), replace: true);
    }

    private Money? ThousandCalls(ListModels.Item model) =>
        model.Price?.Of(new TokenUsage(InputTokens, 0, 0, 0)) is { } one ? new Money(one.NanoDollars * 1000) : null;
}

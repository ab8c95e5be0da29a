using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What the rendered messages cost to send, beside the live version: for the version's own model, the one in the address (<c>?model=</c>) or the first that is not free.</summary>
public sealed partial class TokensAndPrice(ListModels list)
{
    private IReadOnlyList<ListModels.Item> _models = [];
    private string? _picked;
    private bool _read;

    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter, EditorRequired]
    public int InputTokens { get; set; }

    /// <summary>The version's own model, <c>provider/model</c>; null lets the reader choose one.</summary>
    [Parameter]
    public string? Preset { get; set; }

    /// <summary>How many tokens the answer may have.</summary>
    [Parameter]
    public int? Most { get; set; }

    /// <summary>The live version, when it is another one.</summary>
    [Parameter]
    public int? Live { get; set; }

    [Parameter]
    public int? LiveTokens { get; set; }

    private ListModels.Item? Chosen => Preset is not null
        ? _models.FirstOrDefault(model => model.Key == Preset)
        : _models.FirstOrDefault(model => model.Key == _picked) ?? _models.FirstOrDefault(model => model.Price?.Input > Money.Zero) ?? (_models.Count > 0 ? _models[0] : null);

    private string Counting => Chosen is { } model && TokenCounter.IsExactFor(model.Model)
        ? "Counted with this model's own vocabulary, the framing of each message included"
        : "Estimated with the vocabulary o200k_base, the framing of each message included; other models cut text differently";

    // Read from the address once, not supplied from it: this pane appears because the address changed, and a component that begins
    // to listen in the midst of that change breaks the framework's round through its listeners, and the circuit with it.
    protected override async Task OnInitializedAsync()
    {
        _picked = QueryHelpers.ParseQuery(Navigation.ToAbsoluteUri(Navigation.Uri).Query).GetValueOrDefault("model");
        _models = await GetAsync("Listing the models", actor => list.HandleAsync(ModelKind.Chat, actor, Ended)) ?? [];
        _read = true;
    }

    private void Pick(string? model)
    {
        _picked = model;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("model", model), replace: true);
    }

    private string Change(int? before) => before is { } tokens ? (InputTokens - tokens).ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture) : Figures.None;

    private string CostChange(ListModels.Item model)
    {
        if (LiveTokens is not { } tokens || ThousandCalls(model, InputTokens) is not { } now || ThousandCalls(model, tokens) is not { } before)
            return Figures.None;
        var change = now.Dollars - before.Dollars;
        return change == 0 ? "0" : $"{(change > 0 ? "+" : "−")}{Figures.Dollars(Math.Abs(change))}";
    }

    private static Money? ThousandCalls(ListModels.Item model, int input, int output = 0) =>
        model.Price?.Of(new TokenUsage(input, 0, output, 0)) is { } one ? new Money(one.NanoDollars * 1000) : null;
}

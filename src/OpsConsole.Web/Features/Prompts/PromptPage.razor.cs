using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>One prompt: a version, the difference of two, or the editor of the next one. Which of them stands in the address.</summary>
public sealed partial class PromptPage(GetPrompt getPrompt, GetPromptVersion getVersion)
{
    private GetPrompt.Details? _prompt;
    private GetPromptVersion.Details? _version;
    private GetPromptVersion.Details? _compared;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "v")]
    private int? Number { get; set; }

    /// <summary>Older and newer version with two dots between: <c>2..3</c>.</summary>
    [SupplyParameterFromQuery(Name = "compare")]
    private string? Compare { get; set; }

    [SupplyParameterFromQuery(Name = "edit")]
    private string? Edit { get; set; }

    private bool Editing => Edit is not null;

    private IReadOnlyList<Crumb> Parents =>
    [
        new("Prompts", "/prompts"),
        .. PromptKeys.Folders(Key).Select(folder => new Crumb(folder.Name, $"/prompts?folder={Uri.EscapeDataString(folder.Path)}")),
        .. _version is null ? Array.Empty<Crumb>() : [new Crumb(PromptKeys.Leaf(Key), $"/prompts/{Key}")],
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_prompt?.Key != Key)
            (_prompt, _version, _compared) = (null, null, null);

        _prompt = await GetAsync("Reading the prompt", actor => getPrompt.HandleAsync(Key, actor, Ended));
        if (_prompt is null or { LatestVersion: 0 })
            return;

        var pair = Pair(Compare);
        var version = await ReadAsync(pair?.New ?? Number);
        _compared = pair is { } compared && version is not null ? await ReadAsync(compared.Old) : null;
        _version = version;
    }

    private Task<GetPromptVersion.Details?> ReadAsync(int? number) =>
        GetAsync("Reading the version", actor => getVersion.HandleAsync(Key, number, actor, Ended));

    private string HrefOf(int number) => Here(("v", number.ToString(CultureInfo.InvariantCulture)), ("compare", null), ("edit", null));

    private string CompareHref(int older, int newer) => Here(("compare", $"{older}..{newer}"), ("v", null), ("edit", null));

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));

    private static (int Old, int New)? Pair(string? text) =>
        text?.Split("..") is [var left, var right]
        && int.TryParse(left, CultureInfo.InvariantCulture, out var older) && int.TryParse(right, CultureInfo.InvariantCulture, out var newer)
            ? (older, newer)
            : null;
}

using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>What happened to the prompt, who did it and why; newest first.</summary>
public sealed partial class PromptHistory(GetPromptHistory history)
{
    private Page<GetPromptHistory.Entry>? _page;
    private (string Key, string? After, object? Version) _shown;

    [Parameter, EditorRequired]
    public string PromptKey { get; set; } = "";

    [Parameter]
    public string? After { get; set; }

    /// <summary>What the page read last; a newer reading may have more history.</summary>
    [Parameter]
    public object? Reading { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_page is not null && _shown == (PromptKey, After, Reading))
            return;
        _shown = (PromptKey, After, Reading);
        _page = await GetAsync("Reading the history", actor => history.HandleAsync(new(PromptKey, After, 50), actor, Ended)) ?? _page;
    }
}

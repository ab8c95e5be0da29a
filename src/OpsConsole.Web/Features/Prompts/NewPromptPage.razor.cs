using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Names a prompt, then goes on to its first version.</summary>
public sealed partial class NewPromptPage(CreatePrompt create, StartDraft start)
{
    private static readonly IReadOnlyList<Choice<PromptKind>> Kinds = Choice.All<PromptKind>(PromptWords.Word);
    private string _system = "";
    private string _key = "";
    private string _name = "";
    private PromptKind _kind;
    private bool _chosen = true;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    protected override void OnInitialized() => _system = System ?? "";

    private async Task SaveAsync()
    {
        _chosen = _system.Length > 0;
        if (!_chosen)
            return;

        var key = await GetAsync("Adding the prompt", actor => create.HandleAsync(new(_system, _key.Trim(), _name, _kind), actor, CancellationToken.None));
        if (key is not null && await RunAsync("Starting version 1", async actor => (await start.HandleAsync(new(key), actor, CancellationToken.None)).Error is { } error ? error : Result.Ok))
            Navigation.NavigateTo($"/prompts/{key}?v=1&edit=1");
    }
}

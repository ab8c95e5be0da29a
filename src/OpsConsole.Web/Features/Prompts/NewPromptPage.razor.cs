using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Names a prompt, then goes on to its first version.</summary>
public sealed partial class NewPromptPage(CreatePrompt create)
{
    private string _system = "";
    private string _key = "";
    private string _name = "";
    private bool _chosen = true;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    protected override void OnInitialized() => _system = System ?? "";

    private async Task SaveAsync()
    {
        _chosen = _system.Length > 0;
        if (!_chosen)
            return;

        var key = await GetAsync("Adding the prompt", actor => create.HandleAsync(new(_system, _key.Trim(), _name), actor, CancellationToken.None));
        if (key is not null)
            Navigation.NavigateTo($"/prompts/{key}?edit=1");
    }
}

using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Web.Features.Systems;

/// <summary>Restates the facts of a system; refuses when somebody else did so meanwhile.</summary>
public sealed partial class EditSystemPage(GetSystem get, UpdateSystem update)
{
    private SystemDraft? _draft;
    private int _revision;

    [Parameter]
    public string Key { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (_draft?.Key == Key)
            return;

        if (await GetAsync("Reading the system", actor => get.HandleAsync(Key, actor, Ended)) is { } system)
            (_draft, _revision) = (SystemDraft.Of(system.Key, system.Facts), system.Revision);
    }

    private async Task SaveAsync()
    {
        var saved = await RunAsync("Saving the system", async actor =>
        {
            var facts = _draft!.ToFacts();
            return facts.IsOk ? await update.HandleAsync(new(Key, _revision, facts.Value), actor, CancellationToken.None) : facts.Error;
        });
        if (saved)
            Navigation.NavigateTo($"/systems/{Key}");
    }
}

using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Providers;

/// <summary>Restates a provider: limits, address, agreement. Refuses when somebody else did so meanwhile.</summary>
public sealed partial class EditProviderPage(GetProvider get, UpdateProvider update)
{
    private ProviderDraft? _draft;
    private int _revision;

    [Parameter]
    public string Key { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (_draft?.Key == Key)
            return;

        if (await GetAsync("Reading the provider", actor => get.HandleAsync(Key, actor, Ended)) is { } provider)
            (_draft, _revision) = (ProviderDraft.Of(provider), provider.Revision);
    }

    private async Task SaveAsync()
    {
        var saved = await RunAsync("Saving the provider", async actor =>
        {
            var facts = _draft!.ToFacts();
            return facts.IsOk ? await update.HandleAsync(new(Key, _revision, facts.Value), actor, CancellationToken.None) : facts.Error;
        });
        if (saved)
            Navigation.NavigateTo($"/providers/{Key}");
    }
}

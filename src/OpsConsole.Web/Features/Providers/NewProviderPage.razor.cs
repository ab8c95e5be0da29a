using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Providers;

/// <summary>Makes an endpoint known; its models and prices are added on its page.</summary>
public sealed partial class NewProviderPage(CreateProvider create)
{
    private readonly ProviderDraft _draft = new();

    private async Task SaveAsync()
    {
        var key = await GetAsync("Adding the provider", async actor =>
        {
            var facts = _draft.ToFacts();
            return facts.IsOk ? await create.HandleAsync(new(_draft.Key.Trim(), _draft.Kind, facts.Value), actor, CancellationToken.None) : facts.Error;
        });
        if (key is not null)
            Navigation.NavigateTo($"/providers/{key}");
    }
}

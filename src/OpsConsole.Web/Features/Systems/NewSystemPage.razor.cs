using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Web.Features.Systems;

/// <summary>Puts an AI system on the inventory, with its tier shown while its factors are chosen.</summary>
public sealed partial class NewSystemPage(CreateSystem create)
{
    private readonly SystemDraft _draft = new();

    private async Task SaveAsync()
    {
        var key = await GetAsync("Adding the system", async actor =>
        {
            var facts = _draft.ToFacts();
            return facts.IsOk ? await create.HandleAsync(new(_draft.Key.Trim(), facts.Value), actor, CancellationToken.None) : facts.Error;
        });
        if (key is not null)
            Navigation.NavigateTo($"/systems/{key}");
    }
}

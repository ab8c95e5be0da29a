using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class DatasetJourneys(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task Dataset_EditACaseSaveCompareFreeze_OnePersonAfterTheOther()
    {
        var page = await EnterAsync("jonas", "/datasets/new?system=support-assistant");
        var key = $"journey-{Guid.NewGuid():N}"[..20];
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync(key);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Journey");
        await page.Button("Add dataset and import its cases").ClickAsync();
        await Expect(page).ToHaveURLAsync(At($"/datasets/{key}/import"));
        await page.GetByText("Paste text instead").ClickAsync();
        await page.Locator("details textarea").FillAsync("id,question,answer\nC-1,Is hail covered?,Yes\nC-2,Is theft covered?,No\n");
        await page.Button("Check the text").ClickAsync();
        await page.Button("Import 2 cases as version 1").ClickAsync();
        await Expect(page).ToHaveURLAsync(At($"/datasets/{key}?v=1"));

        await page.Link("Edit cases").ClickAsync();
        await page.SettledAsync();
        await page.Link("C-2").ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog, new() { Name = "C-2" });
        await form.GetByLabel("question").FillAsync("Is burglary covered?");
        await form.GetByRole(AriaRole.Button, new() { Name = "Keep the change" }).ClickAsync();
        await page.GetByLabel("Select C-1", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Tag to give or take").FillAsync("hard");
        await page.Button("Give tag").ClickAsync();
        await page.GetByLabel("Change note").FillAsync("burglary, not theft");

        // The window goes away before anything is saved, and comes back.
        await page.WaitForFunctionAsync("key => localStorage.getItem(`opsconsole.kept.cases.${key}`)?.includes('not theft')", key);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.ReloadAsync();
        await page.SettledAsync();
        await Expect(page.GetByText("You have unsaved changes from")).ToBeVisibleAsync();
        await page.Button("Take them back").ClickAsync();
        await Expect(page.GetByLabel("Change note")).ToHaveValueAsync("burglary, not theft");
        await Expect(page.Title()).ToContainTextAsync("2 changes not saved");
        await page.Button("Save as version 2").ClickAsync();

        await Expect(page.Title()).ToContainTextAsync("2 cases differ from v1 to v2");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "C-2, changed" }).Locator("ins").First).ToContainTextAsync("burglary");

        await page.OpenAsync($"/datasets/{key}?tag=hard");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Cases" }).Locator("tbody tr")).ToHaveCountAsync(1);
        await page.Button("Freeze").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason, required").FillAsync("Audit of the autumn release");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Freeze dataset" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Note)).ToContainTextAsync("Audit of the autumn release.");

        var other = await EnterAsync("tomas", $"/datasets/{key}/edit");
        await Expect(other.GetByRole(AriaRole.Note)).ToContainTextAsync("Jonas Weber");
        await Expect(other.Button("Save as version 3")).ToBeDisabledAsync();
    }
}

using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Prompts;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Prompts;

public sealed class PromptImportPageTests : PageTest
{
    private const string Good = "key: support/answer\nsystem: support-assistant\nname: Answer\nchangeNote: From a file\nmessages:\n  - role: user\n    content: Hi there\n";

    [Fact]
    public async Task Import_AGoodFile_ShowsItFirstAndStoresItWhenAsked()
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        var page = await PasteAsync(Good);

        Assert.Equal("support/answer, a new prompt", page.Find("h1").TextContent.Trim());
        Assert.Contains("Hi there", page.Find("section .oc-code").TextContent, StringComparison.Ordinal);
        Assert.Equal("prompts.not-found", (await Get<GetPrompt>().HandleAsync("support/answer", Actor, None)).Error?.Code);
        await page.Find("form[aria-label=Import]").SubmitAsync();

        Assert.EndsWith("/prompts/support/answer?v=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("From a file", (await Get<GetPromptVersion>().HandleAsync("support/answer", 1, Actor, None)).Value.ChangeNote);
    }

    [Fact]
    public async Task Import_AFaultyFile_NamesEveryFaultAndOffersNothing()
    {
        var page = await PasteAsync("messages:\n  - role: user\n    contents: x\nmodel: 3\n");

        Assert.Equal("3 faults in the file", page.Find("h1").TextContent.Trim());
        Assert.Equal(["line 2, column 5", "line 3, column 5", "line 4, column 8"], page.FindAll("[aria-label=Problems] td.r").Select(cell => cell.TextContent).Order());
        Assert.Empty(page.FindAll("form[aria-label=Import]"));
    }

    [Fact]
    public async Task Import_WithoutItsSystem_AsksForOneAndIsOffUntilThen()
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        var page = await PasteAsync(Good.Replace("system: support-assistant\n", "", StringComparison.Ordinal));

        Assert.Contains("1 fault, first system", page.Find("form[aria-label=Import] .oc-off").TextContent, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<PromptImportPage>> PasteAsync(string text)
    {
        var page = Render<PromptImportPage>();
        Type(page, "Prompt", text);
        await page.Find("details form").SubmitAsync();
        return page;
    }
}

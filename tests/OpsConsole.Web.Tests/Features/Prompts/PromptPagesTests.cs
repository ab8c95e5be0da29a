using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Web.Features.Prompts;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Prompts;

public sealed class PromptPagesTests : PageTest
{
    private const string Key = "support/answer";

    [Fact]
    public async Task List_OfAFolder_ShowsOnlyWhatIsBelowIt()
    {
        await AddPromptAsync(Key);
        await AddPromptAsync("supporting/letter");
        Get<NavigationManager>().NavigateTo("/prompts?folder=support");

        var page = Render<PromptsPage>();

        Assert.Equal("/prompts/support/answer", Assert.Single(page.FindAll("td a.o")).GetAttribute("href"));
        Assert.EndsWith("/prompts", page.Find(".oc-chip a.x").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithoutANumber_ShowsTheNewestVersionRenderedWithItsSamples()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("Old {{ question }}", "First");
        await AddVersionAsync("Answer: {{ question }}", "Second");

        var page = Open(Key);

        Assert.Contains("v2", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Second", "First"], page.FindAll("aside .note").Select(note => note.TextContent));
        Assert.Contains("Answer: Is hail covered?", page.Find("[aria-label='Rendered messages']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithATestCaseInItsExamples_WarnsAndLinksDatasetAndCase()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("Example: what does glass insurance cost a year? {{ question }}", "First");
        var system = (await Get<GetPrompt>().HandleAsync(Key, Actor, None)).Value.SystemKey;
        await Get<CreateDataset>().HandleAsync(new(system, "golden", "Golden", DatasetKind.Golden), Actor, None);
        using var cases = new MemoryStream("id,question\nC-7,What does glass insurance cost a year?\nC-8,Is hail covered?\n"u8.ToArray());
        Assert.True((await Get<AddDatasetVersion>().HandleAsync(new("golden", cases, DatasetFormat.Csv, ""), Actor, None)).IsOk);

        var page = Open(Key);

        var note = page.WaitForElement("[aria-label='Cases that stand in this version']");
        Assert.Equal(["/datasets/golden/checks?v=1&show=leaks", "/datasets/golden?v=1&case=C-7"], note.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("golden v1: 1 case,", Words(note.TextContent), StringComparison.Ordinal);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Page_WithAnotherVersionToCompareWith_ShowsWhatChanged()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("Answer briefly: {{ question }}", "First");
        await AddVersionAsync("Answer kindly: {{ question }}", "Second");
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?tab=diff&against=1");

        var page = Open(Key);

        Assert.Equal("Diff to v1", page.Find(".oc-tabs [aria-current]").TextContent.Trim());
        Assert.Equal("briefly", page.Find("del").TextContent);
        Assert.Equal("kindly", page.Find("ins").TextContent);
    }

    [Fact]
    public async Task Page_AsViewer_ReadsTheDraftAndIsToldWhoMayWrite()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("{{ question }}", "First");
        SignIn(Role.Viewer);
        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?edit=1");

        var page = Open(Key);

        Assert.Empty(page.FindAll("textarea"));
        Assert.All(page.FindAll("header .oc-off"), off => Assert.Contains("Author", off.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_OfALiveVersion_ShowsItsLabelSolidAndOffersANewVersionButNoSubmission()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("{{ question }}", "First");
        await using (var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
        {
            var version = await context.PromptVersions.SingleAsync(None);
            Assert.True(version.Submit([], Now.UtcDateTime).IsOk);
            context.PromptLabels.Add(new PromptLabel { PromptId = version.PromptId, Name = PromptLabel.Production, VersionId = version.Id, MovedAt = Now.UtcDateTime });
            await context.SaveChangesAsync(None);
        }

        var page = Open(Key);

        Assert.Equal("production", page.Find("aside .oc-tag.lv").TextContent);
        Assert.Equal("In review", page.Find("h1 .oc-st").TextContent);
        Assert.Contains("v1 is in review; only a draft is submitted", page.Find("header .oc-off").TextContent, StringComparison.Ordinal);
        await page.FindAll("header .act button").Single(button => button.TextContent == "New version").ClickAsync(new());
        Assert.EndsWith($"/prompts/{Key}?v=2&edit=1", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Contains("Against v1", page.Find("[aria-label='Tokens and price']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfHistory_TellsWhoDraftedAndMoved()
    {
        await AddPromptAsync(Key);
        await AddVersionAsync("{{ question }}", "First");
        await using (var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
        {
            context.LabelMoves.Add(new LabelMove { PromptId = 1, Label = "production", ToNumber = 1, ReleaseId = 7, Why = "Approved", ById = "u", ByName = "Ada", At = Now.UtcDateTime });
            await context.SaveChangesAsync(None);
        }

        Get<NavigationManager>().NavigateTo($"/prompts/{Key}?tab=history");
        var rows = Open(Key).FindAll("table[aria-label='Releases and history'] tbody tr");

        Assert.Equal(["production points at v1", "v1 drafted", "Prompt added"], rows.Select(row => row.QuerySelector("td")!.TextContent.Trim()));
        Assert.Equal("/reviews/REL-0007", rows[0].QuerySelector("a.o")!.GetAttribute("href"));
    }

    private IRenderedComponent<PromptPage> Open(string key) => Render<PromptPage>(parameters => parameters.Add(page => page.Key, key));

    private async Task AddPromptAsync(string key)
    {
        await Get<CreateSystem>().HandleAsync(new("support-assistant", new SystemFacts { Name = "Support assistant" }), Actor, None);
        Assert.True((await Get<CreatePrompt>().HandleAsync(new("support-assistant", key, "Answer"), Actor, None)).IsOk);
    }

    private async Task AddVersionAsync(string content, string note)
    {
        var version = new PromptContent([new PromptMessage("user", content)], [new PromptVariable("question", PromptVariableType.Text, true, "Is hail covered?")]);
        Assert.True((await Get<AddPromptVersion>().HandleAsync(new(Key, version, note), Actor, None)).IsOk);
    }
}

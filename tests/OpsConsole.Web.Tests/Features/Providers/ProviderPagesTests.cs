using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Web.Features.Providers;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Providers;

public sealed class ProviderPagesTests : PageTest
{
    [Fact]
    public async Task List_WithAKeyThatIsNotSet_SaysSoAndHowToSetIt()
    {
        await AddAsync("builtin", ProviderKind.Builtin, null);
        await AddAsync("remote", ProviderKind.OpenAI, "env:OPSCONSOLE_TEST_NO_SUCH_KEY");

        var page = Render<ProvidersPage>();

        Assert.Equal("1 of 2 providers can be used here", page.Find("h1").TextContent.Trim());
        Assert.Contains("not set in this environment", page.Find("tbody tr:nth-child(2)").TextContent, StringComparison.Ordinal);
        Assert.Contains("OPSCONSOLE_TEST_NO_SUCH_KEY=", page.Find(".oc-empty code").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WithAKeyThatIsSet_NeverShowsIt()
    {
        const string Value = "canary-5f1d";
        Environment.SetEnvironmentVariable("OPSCONSOLE_TEST_KEY_IS_SET", Value);
        await AddAsync("remote", ProviderKind.OpenAI, "env:OPSCONSOLE_TEST_KEY_IS_SET");

        var page = Render<ProvidersPage>();

        Assert.Contains("OPSCONSOLE_TEST_KEY_IS_SET", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestConnection_OfTheBaselines_WorksAndIsKept()
    {
        await AddAsync("builtin", ProviderKind.Builtin, null);
        await Get<AddModel>().HandleAsync(new("builtin", "lead", "Lead"), Actor, None);
        var page = Open("builtin");

        await page.FindAll("header .act button")[^1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The connection works", page.Find(".oc-band").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.True((await Get<GetProvider>().HandleAsync("builtin", Actor, None)).Value.TestOk);
    }

    [Fact]
    public async Task TestConnection_WithoutTheKey_SaysWhichOneIsMissing()
    {
        await AddAsync("remote", ProviderKind.OpenAI, "env:OPSCONSOLE_TEST_NO_SUCH_KEY");
        await Get<AddModel>().HandleAsync(new("remote", "gpt-x", "X"), Actor, None);
        var page = Open("remote");

        await page.FindAll("header .act button")[^1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("The connection does not work", page.Find(".oc-band").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Contains("OPSCONSOLE_TEST_NO_SUCH_KEY", page.Find(".oc-band").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ModelWhoseNameSaysNothing_CanBeSaidToEmbed()
    {
        await AddAsync("remote", ProviderKind.OpenAI, null);
        await Get<AddModel>().HandleAsync(new("remote", "vectors", "V"), Actor, None);
        Get<NavigationManager>().NavigateTo("/providers/remote?model=vectors");
        var page = Open("remote");
        Assert.Contains("As its name says: it answers", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);

        Choose(page, "What it does with a text", "It embeds");
        await page.Find("form[aria-label='What the model does']").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("embeds", page.Find("[aria-label=Models]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WithAModelInTheAddress_ShowsItsPricesAndTakesANewOne()
    {
        await AddAsync("remote", ProviderKind.OpenAI, null);
        await Get<AddModel>().HandleAsync(new("remote", "gpt-x", "X"), Actor, None);
        Get<NavigationManager>().NavigateTo("/providers/remote?model=gpt-x");
        var page = Open("remote");
        Assert.Contains("no row", page.Find("[role=dialog]").TextContent, StringComparison.Ordinal);

        Type(page, "Input, $ per million tokens", "0.15");
        Type(page, "Output, $ per million tokens", "0.6");
        Type(page, "Source", "price list");
        await page.Find("form[aria-label=Price]").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("$0.15", page.Find("[role=dialog] [aria-label=Prices]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_WithTheKeyItselfAsReference_IsRefusedInPlace()
    {
        var page = Render<NewProviderPage>();
        Type(page, "Key", "remote");
        Type(page, "Name", "Remote");
        Type(page, "Base address", "https://models.example/v1");
        Type(page, "Secret reference", "sk-abcdefghijklmnopqrstuvwxyz0123456789");
        await page.Find("form").SubmitAsync();

        Assert.Contains("looks like the key itself", Field(page, "Secret reference").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_OfLimits_StoresThem()
    {
        await AddAsync("remote", ProviderKind.OpenAI, null);
        var page = Render<EditProviderPage>(parameters => parameters.Add(edit => edit.Key, "remote"));
        Type(page, "Requests a minute", "1,200");
        await page.Find("form").SubmitAsync();

        Assert.Equal(1200, (await Get<GetProvider>().HandleAsync("remote", Actor, None)).Value.Facts.RequestsPerMinute);
    }

    private IRenderedComponent<ProviderPage> Open(string key) => Render<ProviderPage>(parameters => parameters.Add(page => page.Key, key));

    private async Task AddAsync(string key, ProviderKind kind, string? secret)
    {
        var added = await Get<CreateProvider>().HandleAsync(new(key, kind, new ProviderFacts { Name = key, SecretRef = secret }), Actor, None);
        Assert.True(added.IsOk, added.Error?.Message);
    }
}

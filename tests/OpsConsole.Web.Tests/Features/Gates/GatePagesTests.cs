using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Web.Features.Benchmarks;
using OpsConsole.Web.Features.Exceptions;
using OpsConsole.Web.Features.Gates;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Gates;

public sealed class GatePagesTests : RunPageTest
{
    private const string Prompt = "support/answer";
    private const string Rule = "Pass rate at least 80 %";

    // v2 answers 30 of 40 cases.
    private static readonly GateRule TooHigh = new(GateMeasure.PassRate, GateComparison.AtLeast, 0.8);

    [Fact]
    public async Task Gates_WithARuleThatFails_SaysSoWithTheFigureAndOffersAnException()
    {
        await SeedRunAsync();

        var page = Gates();

        Assert.Equal("v2 fails its gates", page.Find("h1").ChildNodes[0].TextContent.Trim());
        var cells = page.FindAll("table.gate tbody tr")[0].QuerySelectorAll("td");
        Assert.Equal([Rule, "Baseline", "75.0 %", "59.8 to 85.8", "", "40", "Fail"], cells.Select(cell => cell.TextContent.Trim()));
        Assert.NotNull(cells[4].QuerySelector("line.lim"));
        Assert.Contains("rule=Pass%20rate%20at%20least%2080%20%25", page.Find("a.ask").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gates_WithAnExceptionInForce_ShowItUnderItsRuleAndStayRed()
    {
        await SeedRunAsync();
        await ExceptAsync();

        var page = Gates();

        Assert.Equal("Fail, excepted", page.Find("h1 .oc-v.fail").TextContent.Trim());
        var rows = page.FindAll("table.gate tbody tr");
        Assert.NotNull(rows[0].QuerySelector(".oc-v.fail"));
        Assert.Contains("EXC-0001 overrides this rule until 7 Dec 2026 (14 days).", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Inês, Security, approved", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 fails with an exception", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a.ask"));
    }

    [Fact]
    public async Task Gates_WithoutARun_NameWhatIsMissing()
    {
        await SeedAsync();
        await OkAsync(Get<SaveGate>().HandleAsync(new(Prompt, GateKind.Safety, Benchmark, [TooHigh], ""), Actor, None));

        var page = Gates();

        Assert.Equal("Evidence for v2 is missing", page.Find("h1").ChildNodes[0].TextContent.Trim());
        Assert.Contains("No finished run of support-baseline has executed v2 as it is now.", page.Find("section[aria-label='Safety gate']").TextContent, StringComparison.Ordinal);
        Assert.Equal(Rule, page.Find(".rules li").TextContent);
    }

    [Fact]
    public void Gates_WithoutAPrompt_OfferTheFirstStep()
    {
        Get<NavigationManager>().NavigateTo("/gates");

        Assert.Equal("/prompts", Render<GatesPage>().Find(".oc-empty a").GetAttribute("href"));
    }

    [Fact]
    public async Task Edit_WhileARuleIsTyped_JudgesPastRunsAndSavesTheNextEdition()
    {
        await SeedRunAsync();
        var page = Edit();
        Assert.Contains("This gate would have stopped the only run.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("80", Input(page, "Limit, %").GetAttribute("value"));

        Type(page, "Limit, %", "70");
        page.WaitForAssertion(() => Assert.Contains("This gate would have let the only run pass.", page.Markup, StringComparison.Ordinal));
        page.Find("form").Submit();

        Assert.EndsWith("/gates?prompt=support%2Fanswer", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var gates = (await OkAsync(Get<GetGates>().HandleAsync(Prompt, Actor, None))).Gates[0];
        Assert.Equal((2, 0.7), (gates.Current!.Number, gates.Current.Rules[0].Limit));
    }

    [Fact]
    public async Task Edit_RuleAgainstTheRunsBaseline_IsJudgedOverPastRunsAndNamedInTheGate()
    {
        await SeedRunAsync();
        var page = Edit();

        Choose(page, "Comparison", "not worse than baseline by");
        Assert.Empty(page.FindAll(".rule input[type=checkbox]"));
        Type(page, "Limit, points", "2");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("Pass rate not worse than the run's baseline by 2 points", page.Find("[aria-label=Preview]").TextContent, StringComparison.Ordinal));
        page.Find("form").Submit();

        var gates = Gates();
        Assert.Contains("Pass rate not worse than the run's baseline by 2 points", gates.Find("table.gate").TextContent, StringComparison.Ordinal);
        Assert.Contains("against the baseline v1", gates.Find("table.gate").InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many", "'many' is not a number; write it as 88 or 0.5")]
    [InlineData("101", "must lie between 0 and 1, this is 1.01")]
    public async Task Edit_LimitThatIsNone_KeepsWhatWasTypedAndSaysWhy(string typed, string why)
    {
        await SeedRunAsync();
        var page = Edit();

        Type(page, "Limit, %", typed);
        page.Find("form").Submit();

        Assert.Equal(why, Field(page, "Limit, %").QuerySelector(".why")!.TextContent.Trim());
        Assert.Equal(typed, Input(page, "Limit, %").GetAttribute("value"));
    }

    [Fact]
    public async Task Edit_LatencyRule_HasNoInterval()
    {
        await SeedRunAsync();
        var page = Edit();
        Assert.Single(page.FindAll(".rule input[type=checkbox]"));

        Choose(page, "Measure", "Latency p95");

        Assert.Empty(page.FindAll(".rule input[type=checkbox]"));
        Assert.NotNull(Field(page, "Limit, ms"));
    }

    [Fact]
    public async Task Benchmark_WithGates_NamesThePromptsThatAskForItsRuns()
    {
        await SeedRunAsync();

        var page = Render<BenchmarkPage>(parameters => parameters.Add(shown => shown.Key, Benchmark));

        var row = page.Find("section[aria-label=Gates] tbody tr");
        Assert.Equal("/gates?prompt=support%2Fanswer", row.QuerySelector("a.o")!.GetAttribute("href"));
        Assert.Contains("is a candidate", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Incomplete_NamesTheFieldAndCompleteOpensTheException()
    {
        await SeedRunAsync();
        Get<NavigationManager>().NavigateTo($"/exceptions/new?prompt={Uri.EscapeDataString(Prompt)}&version=2&kind=Baseline&rule={Uri.EscapeDataString(Rule)}");
        var page = Render<NewExceptionPage>();
        Type(page, "Compensating controls", "Canary at 5 %");
        page.Find("form").Submit();
        Assert.Contains("20 characters at least", Field(page, "Why this version may pass nevertheless").QuerySelector(".why")!.TextContent, StringComparison.Ordinal);

        Type(page, "Why this version may pass nevertheless", "Ten cases have a wrong answer on file.");
        page.Find("form").Submit();

        Assert.EndsWith("/exceptions/EXC-0001", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_ForWhoAskedForIt_IsOffWithTheReason()
    {
        await SeedRunAsync();
        await AskAsync();
        SignIn(Role.Security);

        var page = Render<ExceptionPage>(parameters => parameters.Add(shown => shown.Key, "EXC-0001"));

        Assert.Contains("You asked for EXC-0001", page.Find(".oc-dec .off").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".oc-dec button"));
        Assert.Contains("Withdraw", page.Find("header .act").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_ForSecurity_IsDecidedWithAComment()
    {
        await SeedRunAsync();
        await using (var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(None))
            await context.PromptVersions.ExecuteUpdateAsync(row => row.SetProperty(version => version.AuthorId, "u-tom"), None);
        await OkAsync(Get<RequestException>().HandleAsync(Asked(), Someone("u-tom", Role.Author), None));
        SignIn(Role.Security);
        var page = Render<ExceptionPage>(parameters => parameters.Add(shown => shown.Key, "EXC-0001"));
        Assert.True(page.Find(".oc-dec button.p").HasAttribute("disabled"));

        page.Find("#decision").Input("Agreed");
        page.Find(".oc-dec button.p").Click();

        Assert.Contains("In force", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".oc-dec"));
        Assert.Contains("EXC-0001 overrides this rule", page.Find(".oc-note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exceptions_WithOneWaiting_SayItInTheTitleAndFilterByAddress()
    {
        await SeedRunAsync();
        await AskAsync();

        var page = Render<ExceptionsPage>();
        Assert.Equal("1 exception waits for a decision", page.Find("h1").TextContent.Trim());
        Assert.Equal("/exceptions/EXC-0001", page.Find("tbody a.o").GetAttribute("href"));
        Get<NavigationManager>().NavigateTo("/exceptions?state=in-force");

        Assert.Empty(Render<ExceptionsPage>().FindAll("tbody a.o"));
    }

    private async Task SeedRunAsync()
    {
        await SeedAsync();
        await ExecuteAsync(await PlanAsync());
        await OkAsync(Get<SaveGate>().HandleAsync(new(Prompt, GateKind.Baseline, Benchmark, [TooHigh], "First"), Actor, None));
    }

    private RequestException.Command Asked() =>
        new(Prompt, 2, GateKind.Baseline, Rule, "Ten cases have a wrong answer on file.", "Canary at 5 %", Clock.GetUtcNow().UtcDateTime.AddDays(14));

    private Task<string> AskAsync() => OkAsync(Get<RequestException>().HandleAsync(Asked(), Actor, None));

    private async Task ExceptAsync()
    {
        var key = await AskAsync();
        Assert.True((await Get<DecideException>().HandleAsync(new(key, true, "Seen", 0), Someone("u-ines", Role.Security), None)).IsOk);
    }

    private static Actor Someone(string id, Role role) => Actor.Person(id, "Inês", [role]);

    private IRenderedComponent<GatesPage> Gates()
    {
        Get<NavigationManager>().NavigateTo($"/gates?prompt={Uri.EscapeDataString(Prompt)}");
        return Render<GatesPage>();
    }

    private IRenderedComponent<EditGatePage> Edit()
    {
        Get<NavigationManager>().NavigateTo($"/gates/edit?prompt={Uri.EscapeDataString(Prompt)}&kind=Baseline");
        return Render<EditGatePage>();
    }
}

using Bunit;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Web.Features.Judges;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Judges;

public sealed class JudgePagesTests : RunPageTest
{
    [Fact]
    public async Task New_FromTheTemplate_MakesTheJudgeAndItsPrompt()
    {
        await PrepareAsync();
        var page = Render<NewJudgePage>();

        Type(page, "Key", "tone");
        Type(page, "Name", "Tone");
        Choose(page, "AI system", "Support");
        Choose(page, "Model", "builtin: Overlap");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/judges/tone", Get<NavigationManager>().Uri, StringComparison.Ordinal);
        var version = (await Get<GetJudge>().HandleAsync("tone", Actor, None)).Value.Versions.Single();
        Assert.Equal(("judges/tone", 1, 0.0), (version.PromptKey, version.PromptNumber, version.Parameters.Temperature!.Value));
    }

    [Fact]
    public async Task New_WithoutAModelAndWithANumberThatIsNone_ExplainsBoth()
    {
        await PrepareAsync();
        var page = Render<NewJudgePage>();

        Type(page, "Floor of kappa", "high");
        await page.Find("form").SubmitAsync();

        Assert.Contains("must be a number, this is 'high'", Field(page, "Floor of kappa").TextContent, StringComparison.Ordinal);
        Assert.Contains("choose the model that judges", Field(page, "Model").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_ForSimilar_OffersTheModelsThatEmbedAndForgetsTheOther()
    {
        await PrepareAsync();
        await OkAsync(Get<AddModel>().HandleAsync(new("builtin", "ngram-embedding", "N-grams"), Actor, None));
        var page = Render<NewJudgePage>();
        Assert.DoesNotContain("N-grams", Field(page, "Model").TextContent, StringComparison.Ordinal);
        Choose(page, "Model", "builtin: Overlap");

        Choose(page, "Assertion that it decides", Field(page, "Assertion that it decides").QuerySelectorAll("option").Single(option => option.TextContent.StartsWith("similar:", StringComparison.Ordinal)).TextContent);

        Assert.Equal(["Choose a model that embeds", "builtin: N-grams"], Field(page, "Model").QuerySelectorAll("option").Select(option => option.TextContent));
        Assert.Equal("Choose a model that embeds", Field(page, "Model").QuerySelector("option[selected]")!.TextContent);
    }

    [Fact]
    public async Task List_AnUnmeasuredJudge_IsGreyedAndSaysSo()
    {
        await JudgeAsync();
        var page = Render<JudgesPage>();

        Assert.Equal("No judge may gate yet", page.Find("h1").TextContent.Trim());
        var row = page.Find("tbody tr");
        Assert.Contains("Not measured", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("dim", row.QuerySelector("td")!.ClassName!, StringComparison.Ordinal);
        Assert.Contains("baseline, no model", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_Unmeasured_SaysWhatThatMeansForAGate()
    {
        await JudgeAsync();
        var page = Render<JudgePage>(parameters => parameters.Add(judge => judge.Key, "tone"));

        Assert.Contains("has not been measured against people. Until that changes its verdicts leave a gate inconclusive.", page.Find(".oc-prose").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody has labelled a result that this version judged", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(page.Find("table[aria-label='People against the judge']"));
    }

    private async Task JudgeAsync()
    {
        await PrepareAsync();
        await OkAsync(Get<CreateJudge>().HandleAsync(new("tone", new() { Name = "Tone", AssertionType = "llm-rubric", SystemKey = "support", ProviderKey = "builtin", ModelKey = "overlap-judge" }), Actor, None));
    }

    private async Task PrepareAsync()
    {
        await SeedAsync();
        await OkAsync(Get<CreateProvider>().HandleAsync(new("builtin", ProviderKind.Builtin, new ProviderFacts { Name = "Baselines" }), Actor, None));
        await OkAsync(Get<AddModel>().HandleAsync(new("builtin", "overlap-judge", "Overlap"), Actor, None));
    }
}

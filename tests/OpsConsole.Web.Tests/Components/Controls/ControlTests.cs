using Bunit;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class ControlTests : ComponentTest
{
    [Fact]
    public void StateChip_EveryRunState_HasItsOwnWordAndAShape()
    {
        var words = Enum.GetValues<RunState>().Select(state =>
        {
            var chip = Render<StateChip>(parameters => parameters.Add(control => control.Look, StateLook.Of(state)));
            Assert.NotEmpty(chip.Find("svg").Children);
            return chip.Find(".oc-st").TextContent;
        }).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.Contains("Budget stopped", words);
    }

    [Theory]
    [InlineData(Verdict.Pass, "pass")]
    [InlineData(Verdict.Fail, "fail")]
    [InlineData(Verdict.Inconclusive, "inc")]
    [InlineData(Verdict.None, "none")]
    public void VerdictBadge_EachVerdict_HasWordAndTint(Verdict verdict, string tint)
    {
        var badge = Render<VerdictBadge>(parameters => parameters.Add(control => control.Verdict, verdict)).Find(".oc-v");

        Assert.Contains(tint, badge.ClassList);
        Assert.Equal(verdict.ToString(), badge.TextContent);
    }

    [Fact]
    public void Delta_NoValue_ShowsADashAndWhyNeverAZero()
    {
        var delta = Render<Delta>(parameters => parameters.Add(control => control.Value, null).Add(control => control.Missing, "stopped by its budget"));

        Assert.Equal("–", delta.Find("span span").TextContent);
        Assert.Equal("stopped by its budget", delta.Find("span span").GetAttribute("title"));
    }

    [Fact]
    public void Delta_WithInterval_ShowsBoth()
    {
        var delta = Render<Delta>(parameters => parameters.Add(control => control.Value, 4.2).Add(control => control.Low, 1.0).Add(control => control.High, 7.6).Add(control => control.Unit, "points"));

        Assert.Equal("+4.2 points", delta.Find("b").TextContent);
        Assert.Equal("+1.0 to +7.6", delta.Find("i").TextContent);
    }

    [Fact]
    public void IntervalBar_OnScale_PlacesPointAndWhiskerInProportion()
    {
        var bar = Render<IntervalBar>(parameters => parameters.Add(control => control.Value, 0).Add(control => control.Low, -12).Add(control => control.High, 6)
            .Add(control => control.Min, -12).Add(control => control.Max, 12).Add(control => control.Label, "no change"));

        Assert.Equal("42", bar.Find(".pt").GetAttribute("cx"));
        Assert.Equal("0", bar.Find(".wh").GetAttribute("x1"));
        Assert.Equal("63", bar.Find(".wh").GetAttribute("x2"));
        Assert.Equal("no change", bar.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void IntervalBar_OffScale_SaysSoInsteadOfDrawingAtTheEdge()
    {
        var bar = Render<IntervalBar>(parameters => parameters.Add(control => control.Value, -31.7).Add(control => control.Min, -12).Add(control => control.Max, 12).Add(control => control.Label, "−31.7 points"));

        Assert.Contains("off scale", bar.Markup, StringComparison.Ordinal);
        Assert.Empty(bar.FindAll("svg"));
    }

    [Fact]
    public void Sparkline_FlatLine_RunsThroughTheMiddle()
    {
        var line = Render<Sparkline>(parameters => parameters.Add(control => control.Values, [5, 5, 5]).Add(control => control.Label, "flat"));

        Assert.Equal("12", line.Find(".pt").GetAttribute("cy"));
    }

    [Fact]
    public void JobProgress_NearlyDone_IsNotCalledDone()
    {
        var bar = Render<JobProgress>(parameters => parameters.Add(control => control.Parts, [new ProgressPart(1435, "done"), new ProgressPart(4, "failed", Tone.Fail)])
            .Add(control => control.Total, 1440).Add(control => control.Label, "RUN-0415").Add(control => control.Large, true));

        Assert.Equal("99 %", bar.Find("b").TextContent);
        var progress = bar.Find("[role=progressbar]");
        Assert.Equal("1439", progress.GetAttribute("aria-valuenow"));
        Assert.Equal("1,439 of 1,440: 1,435 done, 4 failed", progress.GetAttribute("aria-valuetext"));
    }

    [Fact]
    public void JobProgress_WithinOneTenth_SpeaksOnce()
    {
        var bar = Render<JobProgress>(parameters => Progress(parameters, 50));
        bar.Render(parameters => Progress(parameters, 59));
        Assert.Equal("50 of 100: 50 done", bar.Find("[aria-live]").TextContent);

        bar.Render(parameters => Progress(parameters, 60));
        Assert.Equal("60 of 100: 60 done", bar.Find("[aria-live]").TextContent);

        static void Progress(ComponentParameterCollectionBuilder<JobProgress> parameters, long done) =>
            parameters.Add(control => control.Parts, [new ProgressPart(done, "done")]).Add(control => control.Total, 100).Add(control => control.Label, "run");
    }

    [Fact]
    public void MoneyText_NoPrice_ShowsADashWithTheReason()
    {
        var money = Render<MoneyText>(parameters => parameters.Add(control => control.Amount, null).Add(control => control.Missing, "the model has no price"));

        Assert.Equal("–", money.Find("span").TextContent);
        Assert.Equal("the model has no price", money.Find("span").GetAttribute("title"));
    }

    [Fact]
    public void KeyHint_Modifier_StaysWithItsKey() =>
        Assert.Equal(["Ctrl K", "j", "?"], Render<KeyHint>(parameters => parameters.Add(control => control.Keys, "Ctrl K j ?")).FindAll("kbd").Select(key => key.TextContent));

    [Fact]
    public void InlineError_Refusal_NamesEveryPlaceAndWhatToDo()
    {
        var error = Error.Invalid("datasets.invalid-rows", "2 rows are not valid.", [new("row 42, column question", "is empty"), new("row 77, column id", "is there twice")]);
        var shown = Render<InlineError>(parameters => parameters.Add(control => control.Fault, Fault.Of(error)));

        Assert.Equal(2, shown.FindAll("li").Count);
        Assert.Contains("row 77, column id", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored", shown.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Correlation id", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void InlineError_NothingWrong_RendersNothing() =>
        Assert.Empty(Render<InlineError>(parameters => parameters.Add(control => control.Fault, null)).Markup.Trim());

    [Fact]
    public void CodeView_Problem_IsMarkedInItsLineAndExplainedBelow()
    {
        var code = Render<CodeView>(parameters => parameters.Add(control => control.Title, "system").Add(control => control.Text, "one\n{{ two }}\nthree")
            .Add(control => control.Language, CodeLanguage.Liquid).Add(control => control.Problems, [new CodeProblem(2, 4, "not declared")]));

        Assert.Equal(2, code.FindAll(".err").Count);
        Assert.Contains("Line 2, column 4:", code.Find(".why").TextContent, StringComparison.Ordinal);
        Assert.Equal("{{ two }}", code.Find(".tk-v").TextContent);
    }

    [Fact]
    public void OpsTable_RowsStillMissing_ShowsTheSkeletonThenTheEmptyState()
    {
        var table = Render<OpsTable<string>>(parameters => Fill(parameters, null));
        Assert.NotEmpty(table.FindAll(".oc-skeleton"));

        table.Render(parameters => Fill(parameters, []));
        Assert.Equal("none yet", table.Markup.Trim());

        table.Render(parameters => Fill(parameters, ["a", "b"]));
        Assert.Equal(["a", "b"], table.FindAll("tbody td").Select(cell => cell.TextContent));

        static void Fill(ComponentParameterCollectionBuilder<OpsTable<string>> parameters, IReadOnlyList<string>? rows) => parameters
            .Add(control => control.Label, "Words").Add(control => control.Rows, rows).Add(control => control.Head, "<th>Word</th>")
            .Add(control => control.Row, row => $"<td>{row}</td>").Add(control => control.Empty, "none yet");
    }

    [Fact]
    public void Seg_SelectedMode_IsSaidAndLinkedWithItsCount()
    {
        var links = Render<Seg>(parameters => parameters.Add(control => control.Label, "Cases").Add(control => control.Options, [new SegOption("All", "?", false, 1240), new SegOption("Flips", "?show=flips", true, 14)])).FindAll("a");

        Assert.Null(links[0].GetAttribute("aria-current"));
        Assert.Equal("true", links[1].GetAttribute("aria-current"));
        Assert.Equal("1,240", links[0].QuerySelector(".n")!.TextContent);
    }
}

using Bunit;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Features.Releases;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Releases;

public sealed class GuardrailTableTests : ComponentTest
{
    [Fact]
    public void Table_Measured_ShowsBothArmsTheDifferenceAndTheStateInWords()
    {
        var table = Render<GuardrailTable>(with => with.Add(row => row.Rails,
        [
            new("Error rate", "share", 0.01, 0.061, 1200, 1000, 0.036, 0.068, "at most 2.0 points more", GuardrailState.Breached, "Errors: 6.1 % against 1.0 %"),
            new("Latency p95", "ms", 1840, 1960, 1188, 939, null, null, "at most 1.25 times", GuardrailState.Holds, "Latency p95: 1.96 s against 1.84 s"),
            new("Negative feedback", "share", 0.1, null, 30, 0, null, null, "at most 5.0 points more", GuardrailState.Waiting, "Negative feedback: 0 ratings"),
            new("Cost per call", "usd", 0, 0.002, 100, 100, null, null, "at most 1.50 times", GuardrailState.Breached, "Cost per call: $0.002 against $0.00"),
        ]));

        var rows = table.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray()).ToList();
        Assert.Equal(["Error rate", "1.0 %of 1,200", "6.1 %of 1,000", "+5.1 points+3.6 to +6.8", "at most 2.0 points more", "Breached"], rows[0]);
        Assert.Equal(["Latency p95", "1.84 sof 1,188", "1.96 sof 939", "1.07 times", "at most 1.25 times", "Holds"], rows[1]);
        Assert.Equal(["Negative feedback", "10.0 %of 30", "–of 0", "–", "at most 5.0 points more", "Waiting"], rows[2]);
        Assert.Equal("–", rows[3][3]);
        Assert.Equal("Errors: 6.1 % against 1.0 %", table.Find("td[title]").GetAttribute("title"));
        Assert.Equal(3, table.FindAll(".oc-st svg").Select(shape => shape.InnerHtml).Distinct().Count());
    }

    [Fact]
    public void Table_NotMeasured_SaysWhatItWaitsFor() =>
        Assert.Contains("Not measured yet", Render<GuardrailTable>(with => with.Add(row => row.Rails, [])).Markup, StringComparison.Ordinal);
}

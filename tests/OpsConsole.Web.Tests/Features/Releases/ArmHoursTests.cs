using Bunit;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Web.Features.Releases;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Releases;

public sealed class ArmHoursTests : PageTest
{
    private static readonly Actor Service = Actor.Service("svc", "Service", [Permission.UsageIngest]);

    [Fact]
    public async Task Hours_OfTwoVersions_AreALineEach()
    {
        await RecordAsync(
            Call("a", 7, "2026-11-23T06:10:00Z"), Call("b", 7, "2026-11-23T07:10:00Z", "error"), Call("c", 7, "2026-11-23T08:10:00Z"), Call("d", 8, "2026-11-23T08:20:00Z"));

        var hours = Render<ArmHours>(with => with.Add(row => row.PromptKey, "support/answer"));
        await hours.WaitForAssertionAsync(() => Xunit.Assert.Equal(2, hours.FindAll("tbody tr").Count));

        var (eight, seven) = (hours.FindAll("tbody tr")[0], hours.FindAll("tbody tr")[1]);
        Xunit.Assert.StartsWith("v8", eight.TextContent.Trim(), StringComparison.Ordinal);
        Xunit.Assert.Contains("33.3 %", seven.TextContent, StringComparison.Ordinal);
        Xunit.Assert.Contains(seven.QuerySelectorAll("svg"), line => line.GetAttribute("aria-label") == "error rate, 3 hours, from 0.0 % to 0.0 %");
        Xunit.Assert.Contains(eight.QuerySelectorAll("td"), cell => cell.TextContent.Contains("1 hour", StringComparison.Ordinal));
        Xunit.Assert.NotNull(seven.QuerySelector("[title='Nobody has rated it']"));
    }

    [Fact]
    public async Task Hours_AfterMoreCalls_AreReadAgain()
    {
        var hours = Render<ArmHours>(with => with.Add(row => row.PromptKey, "support/answer"));
        await hours.WaitForAssertionAsync(() => Xunit.Assert.Contains("No calls in the last 48 hours", hours.Markup, StringComparison.Ordinal));

        await RecordAsync(Call("a", 7, "2026-11-23T08:10:00Z"));
        Clock.Advance(TimeSpan.FromSeconds(1));

        await hours.WaitForAssertionAsync(() => Xunit.Assert.Single(hours.FindAll("tbody tr")));
    }

    private async Task RecordAsync(params CallReport[] calls) =>
        Xunit.Assert.Equal(calls.Length, (await Get<RecordCalls>().HandleAsync([.. calls.Select(call => new Reported<CallReport>(call))], Service, None)).Value.Accepted);

    private static CallReport Call(string id, int version, string startedAt, string status = "ok") => new()
    {
        Id = id,
        StartedAt = startedAt,
        DurationMs = 800,
        Status = status,
        Prompt = new PromptReport("support/answer", version),
    };
}

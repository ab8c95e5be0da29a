using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

/// <summary>A matrix of ten thousand cases, scrolled from its head to its end: the window asks the server for stretches of rows, never for a row.</summary>
public sealed class MatrixJourneys(DemoConsole console) : Journey(console)
{
    private const int Cases = 10_000;

    [Theory]
    [InlineData("/compare?runs={0}&mode=all", 25)]
    [InlineData("/runs/RUN-{0:0000}?mode=all", 10)]
    public async Task Matrix_OfTenThousandCases_ScrollsWithoutARoundTripPerRow(string path, int fewestRowsAMessage)
    {
        var run = await RunAsync();
        var page = await EnterAsync("tomas");
        var (sent, received) = (0, 0);
        page.WebSocket += (_, socket) =>
        {
            socket.FrameSent += (_, _) => Interlocked.Increment(ref sent);
            socket.FrameReceived += (_, _) => Interlocked.Increment(ref received);
        };
        await page.OpenAsync(string.Format(CultureInfo.InvariantCulture, path, run));
        var rows = await RowsAsync(page);
        (sent, received) = (0, 0);

        // A wheel that is turned a third of the box at a time, as quickly as the window draws.
        await rows.EvaluateAsync("""
            async box => {
                for (let last = -1; box.scrollTop !== last;) {
                    last = box.scrollTop;
                    box.scrollTop += 200;
                    await new Promise(requestAnimationFrame);
                }
            }
            """);
        await Expect(rows.Locator("tbody a.o").Last).ToBeVisibleAsync();
        await Expect(rows).ToContainTextAsync("question 9999");

        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} messages sent, {received} received over {Cases} rows");
        Assert.InRange(sent, 1, Cases / fewestRowsAMessage);
        Assert.InRange(received, 1, Cases / fewestRowsAMessage);
    }

    [Fact]
    public async Task Matrix_WithinWhatIsDrawnAhead_AsksNothing()
    {
        var run = await RunAsync();
        var page = await EnterAsync("tomas");
        var sent = 0;
        page.WebSocket += (_, socket) => socket.FrameSent += (_, _) => Interlocked.Increment(ref sent);
        await page.OpenAsync($"/compare?runs={run}&mode=all");
        var rows = await RowsAsync(page);
        sent = 0;

        // Twenty rows down, row by row.
        await rows.EvaluateAsync("""
            async box => {
                for (let row = 0; row < 20; row++) {
                    box.scrollTop += 34;
                    await new Promise(requestAnimationFrame);
                }
            }
            """);
        await page.WaitForTimeoutAsync(300);

        // The circuit's own ping may fall into it.
        Assert.InRange(sent, 0, 1);
    }

    /// <summary>A run of its own each time.</summary>
    private async Task<int> RunAsync()
    {
        var run = await Console.Api.ImportAsync("broker-search", Results($"{Guid.NewGuid():N}"));
        return int.Parse(run.AsSpan("RUN-".Length), CultureInfo.InvariantCulture);
    }

    /// <summary>The box that scrolls, its first rows drawn and the page at rest.</summary>
    private static async Task<ILocator> RowsAsync(IPage page)
    {
        var rows = page.Locator("[aria-label='Cases by candidate'] .mud-table-container").First;
        await Expect(rows.Locator("tbody a.o").First).ToBeVisibleAsync();
        await page.WaitForTimeoutAsync(500);
        return rows;
    }

    private static string Results(string id)
    {
        var json = new StringBuilder("{\"evalId\":\"" + id + "\",\"results\":{\"version\":3,\"timestamp\":\"2026-11-01T10:00:00.000Z\",\"results\":[");
        for (var test = 0; test < Cases; test++)
        {
            var pass = test % 5 != 0;
            json.Append(test == 0 ? "" : ",").Append("{\"vars\":{\"question\":\"question ").Append(test).Append("\"},\"provider\":\"openai:x\",\"prompt\":{\"label\":\"ask\"},\"response\":{\"output\":\"a\"},\"success\":")
                .Append(pass ? "true" : "false").Append(",\"score\":").Append(pass ? 1 : 0).Append('}');
        }

        return json.Append("]}}").ToString();
    }
}

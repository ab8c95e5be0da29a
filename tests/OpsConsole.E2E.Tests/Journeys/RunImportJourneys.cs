using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed partial class RunImportJourneys(DemoConsole console) : Journey(console)
{
    private static FilePayload Cut => File("1.json", Iteration("Hail", 1, true)[..^20]);

    private static FilePayload[] Bad => [File("1.json", Iteration("Hail", 1, true)), Cut, File("1.json", Iteration("Fire", 1, true).Replace("\"metrics\":{", "\"metrics\":{},\"were\":{", StringComparison.Ordinal))];

    private static FilePayload[] Good => [File("1.json", Iteration("Hail", 1, true)), File("2.json", Iteration("Hail", 2, true)), File("1.json", Iteration("Fire", 1, false))];

    [Fact]
    public async Task ImportResults_BadFilesFirst_EachIsNamedNothingIsStoredAndTheGoodOnesAreARun()
    {
        var page = await EnterAsync("tomas", "/runs");
        await page.Link("Import results").ClickAsync();
        await page.GetByLabel("System").SelectOptionAsync("Broker search");

        await ChooseAsync(page, Cut);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The file is no JSON: line 4");

        await ChooseAsync(page, Bad);
        var faults = page.GetByRole(AriaRole.Table, new() { Name = "What cannot be read" }).Locator("tbody tr");
        await Expect(faults).ToHaveCountAsync(2);
        await Expect(faults.Nth(0)).ToContainTextAsync("file 2, 1.json");
        await Expect(faults.Nth(1)).ToContainTextAsync("has no metric");
        await Expect(page.Title()).ToHaveTextAsync("2 faults in 3 files");
        var import = page.GetByRole(AriaRole.Button, new() { Name = "Import 2 results" });
        await Expect(import).ToBeDisabledAsync();
        await Expect(import).ToHaveAccessibleDescriptionAsync("Off: correct the faults and choose the files again");

        await ChooseAsync(page, Good);
        await Expect(page.Title()).ToHaveTextAsync("3 results over 2 cases, no fault");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Candidates" })).ToContainTextAsync("gpt-4o");
        Assert.DoesNotContain("Evaluation results", (await Console.Api.GetAsync("/api/v1/runs")).GetRawText(), StringComparison.Ordinal);
        await page.Button("Import 3 results").ClickAsync();

        await Expect(page).ToHaveURLAsync(RunAddress());
        await page.SettledAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Evaluation results");
        await Expect(page.Locator("[aria-label='Cases by candidate'] tbody a.o")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task ImportResults_OfAFolder_TakesItsResultsAndLeavesTheRest()
    {
        var folder = Directory.CreateTempSubdirectory("opsconsole-store-");
        var scenario = folder.CreateSubdirectory("results/2026-11/Storm");
        await System.IO.File.WriteAllTextAsync(Path.Combine(scenario.FullName, "1.json"), Iteration("Storm", 1, true), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(Path.Combine(scenario.FullName, "2.json"), Iteration("Storm", 2, true), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.FullName, "readme.txt"), "how to read these", TestContext.Current.CancellationToken);
        var page = await EnterAsync("tomas", "/runs/import");
        await page.GetByLabel("System").SelectOptionAsync("Broker search");

        await (await page.FileFieldAsync("#import-folder")).SetInputFilesAsync(folder.FullName);

        await Expect(page.Title()).ToHaveTextAsync("2 results over 1 case, no fault");
        folder.Delete(recursive: true);
    }

    private static FilePayload File(string name, string json) => new() { Name = name, MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(json) };

    private static string Iteration(string scenario, int iteration, bool good) => """
        {"scenarioName":"SCENARIO","iterationName":"ITERATION","executionName":"2026-11","creationTime":"2026-11-02T08:00:00Z",
         "messages":[{"role":"user","contents":[{"$type":"text","text":"Is SCENARIO covered?"}]}],
         "modelResponse":{"messages":[{"role":"assistant","contents":[{"$type":"text","text":"Yes"}]}],"modelId":"gpt-4o"},
         "evaluationResult":{"metrics":{"Grounded":{"$type":"boolean","value":GOOD,"name":"Grounded","diagnostics":[]}}},"tags":["smoke"],"formatVersion":1}
        """.Replace("SCENARIO", scenario, StringComparison.Ordinal).Replace("ITERATION", $"{iteration}", StringComparison.Ordinal).Replace("GOOD", good ? "true" : "false", StringComparison.Ordinal);

    private static async Task ChooseAsync(IPage page, params FilePayload[] files) => await (await page.FileFieldAsync("#import-results")).SetInputFilesAsync(files);

    [GeneratedRegex(@"/runs/RUN-\d{4}$")]
    private static partial Regex RunAddress();
}

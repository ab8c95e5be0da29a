using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

public sealed class ImportJourneys(DemoConsole console) : Journey(console)
{
    private const string Header = "id,question,expected,__threshold\n";
    private const string Good = Header + "Q-1,How much is the excess?,€500,\nQ-2,How long do I have?,10 days,0.5\n";
    private const string Bad = Header + "Q-1,How much?,€500,\nQ-1,How long?,10 days,0.5\nQ-3,Only three fields,x\nQ-4,How far?,20 km,high\n";

    [Fact]
    public async Task ImportCases_BadRowsFirst_EachIsNamedNothingIsStoredAndTheCorrectedFileIsTakenIn()
    {
        var page = await EnterAsync("tomas", "/datasets/new");
        await page.GetByLabel("AI system").SelectOptionAsync("Broker search");
        await page.GetByLabel("Key", new() { Exact = true }).FillAsync("broker-questions");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Broker questions");
        await page.Button("Add dataset and import its cases").ClickAsync();
        await Expect(page).ToHaveURLAsync(At("/datasets/broker-questions/import"));

        await ChooseAsync(page, "cases.csv", Bad);
        await Expect(page.Title()).ToHaveTextAsync("3 faults in 4 rows");
        var faults = page.GetByRole(AriaRole.Table, new() { Name = "Faults" }).Locator("tbody tr");
        await Expect(faults).ToHaveCountAsync(3);
        await Expect(faults.Nth(0)).ToHaveTextAsync(Row("^3.*id.*Q-1"));
        await Expect(faults.Nth(1)).ToHaveTextAsync(Row("^4.*3 fields where the header names 4"));
        await Expect(faults.Nth(2)).ToHaveTextAsync(Row("^5.*__threshold"));
        var import = page.GetByRole(AriaRole.Button, new() { Name = "Import 1 case as version 1" });
        await Expect(import).ToBeDisabledAsync();
        await Expect(import).ToHaveAccessibleDescriptionAsync("Off: 3 faults in the file; correct them and choose it again");
        Assert.Equal(0, await VersionsAsync());

        await ChooseAsync(page, "cases-corrected.csv", Good);
        await Expect(page.Title()).ToHaveTextAsync("2 cases, no fault");
        await page.GetByLabel("Change note").FillAsync("Asked by brokers in November");
        await page.Button("Import 2 cases as version 1").ClickAsync();
        await Expect(page).ToHaveURLAsync(At("/datasets/broker-questions?v=1"));
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Cases" }).Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("tbody tr", new() { HasText = "Q-2" })).ToContainTextAsync("10 days");
        Assert.Equal(1, await VersionsAsync());
    }

    [Fact]
    public async Task ImportCases_FileOverTheLimit_IsRefusedWithItsSizeAndTheLimit()
    {
        var page = await EnterAsync("tomas", "/datasets/support-adversarial/import");
        await ChooseAsync(page, "large.csv", 65);

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("large.csv has 65.0 MB; a file may have 64 MB. Split it into several datasets.");
    }

    [Fact]
    public async Task ImportCases_FiftyMegabytesOfNoText_AreTakenInAndTheFaultIsNamed()
    {
        var page = await EnterAsync("tomas", "/datasets/support-adversarial/import");
        await ChooseAsync(page, "zeros.csv", 50);

        await Expect(page.Title()).ToContainTextAsync("fault", new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Faults" })).ToContainTextAsync("the name of column 1 is longer than 200 characters");
    }

    private static Regex Row(string pattern) => new(pattern, RegexOptions.Singleline);

    private static async Task ChooseAsync(IPage page, string name, string text) =>
        await (await page.FileFieldAsync()).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });

    /// <summary>A sparse file: large to whoever reads it, quick to make.</summary>
    private static async Task ChooseAsync(IPage page, string name, int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("opsconsole-upload-");
        var path = Path.Combine(folder.FullName, name);
        await using (var file = File.Create(path))
            file.SetLength(megabytes * 1024L * 1024);
        await (await page.FileFieldAsync()).SetInputFilesAsync(path);
    }

    private async Task<int> VersionsAsync() =>
        (await Console.Api.GetAsync("/api/v1/datasets?search=broker-questions")).GetProperty("items")[0].GetProperty("latestVersion").GetInt32();
}

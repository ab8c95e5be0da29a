using System.Text;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class DatasetUseCaseTests : IAsyncLifetime
{
    private const string ThreeCases =
        """
        {"id":"C-1","question":"How deep is the sea?","answers":["10 km","ten"],"tags":["sea","deep"],"__expected":"contains: km"}
        {"id":"C-2","vars":{"question":"Größe \"of\" the moon?","n":2},"tags":["sky"],"threshold":0.5,"assert":[{"type":"f1","threshold":0.3,"weight":0,"metric":"tokens"}]}
        {"id":"C-3","description":"The third","question":"Why?","tags":["seaside"]}
        """;

    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _console.Get<CreateSystem>().HandleAsync(new("support", new SystemFacts { Name = "Support" }), TestConsole.Engineer, None);
        await _console.Get<CreateDataset>().HandleAsync(new("support", "golden", "Golden", DatasetKind.Golden), TestConsole.Engineer, None);
    }

    public ValueTask DisposeAsync()
    {
        _console.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Import_GoodFile_StoresEveryCaseAsGiven()
    {
        Assert.Equal(new AddDatasetVersion.Added(1, 3), (await ImportAsync(ThreeCases)).Value);

        var first = (await CaseAsync("C-1")).Value;
        var second = (await CaseAsync("C-2")).Value;
        var third = (await CaseAsync("C-3")).Value;

        Assert.Equal(["10 km", "ten"], first.Expected);
        Assert.Equal("contains", Assert.Single(first.Assertions).Type);
        Assert.Equal("Größe \"of\" the moon?", second.Title);
        Assert.Equal(2, second.Variables.GetProperty("n").GetInt32());
        Assert.Equal((0.5, 0d, "tokens"), (second.Threshold, second.Assertions[0].Weight, second.Assertions[0].Metric));
        Assert.Equal(("The third", 2), (third.Title, third.Position));
        var dataset = (await _console.Get<GetDataset>().HandleAsync("golden", TestConsole.Viewer, None)).Value;
        Assert.Equal(["question", "n"], Assert.Single(dataset.Versions).Variables);
    }

    [Fact]
    public async Task Import_SetsScriptsAndShortForms_AreStoredAsGiven()
    {
        const string Cases =
            """
            {"id":"C-1","question":"?","__expected":["javascript: output.length < 80","no-pii: email, iban","word-count: 5"]}
            {"id":"C-2","question":"?","assert":[{"type":"assert-set","threshold":0.5,"metric":"m","assert":[{"type":"is-sql","value":{"databaseType":"PostgreSQL"}},{"type":"equals","value":"x","transform":"output.trim()","config":{"a":1}}]}]}
            """;

        Assert.Equal(new AddDatasetVersion.Added(1, 2), (await ImportAsync(Cases)).Value);

        Assert.Equal(["javascript", "no-pii", "word-count"], (await CaseAsync("C-1")).Value.Assertions.Select(assertion => assertion.Type));
        var set = Assert.Single((await CaseAsync("C-2")).Value.Assertions);
        Assert.Equal(["is-sql", "equals"], set.Assert?.Select(assertion => assertion.Type));
        Assert.Equal(("output.trim()", 1), (set.Assert![1].Transform, set.Assert[1].Config?.GetProperty("a").GetInt32()));
    }

    [Fact]
    public async Task Import_OneBadRow_NamesItAndStoresNothing()
    {
        var result = await ImportAsync(ThreeCases + "\n" + """{"id":"C-1","question":"Again?"}""" + "\n" + """{"id":"C-9","question":"x","assert":[{"type":"contians","value":"y"}]}""");

        Assert.Equal("datasets.bad-rows", result.Error?.Code);
        Assert.Equal(["row 4, column id", "row 5, column assert"], result.Error!.Details!.Select(detail => detail.Where));
        Assert.Contains("contains", result.Error.Details![1].Reason, StringComparison.Ordinal);
        var dataset = (await _console.Get<GetDataset>().HandleAsync("golden", TestConsole.Viewer, None)).Value;
        Assert.Equal(0, dataset.LatestVersion);
        Assert.Empty(dataset.Versions);
    }

    [Fact]
    public async Task Preview_BadAndGoodRows_ShowsBothAndStoresNothing()
    {
        var text = "question,answer\nWhy?,because\n,\"\"\nHow?,so,extra\n";

        var preview = (await _console.Get<PreviewImport>().HandleAsync(new("golden", Text(text), DatasetFormat.Csv), TestConsole.Engineer, None)).Value;

        Assert.Equal(["question", "answer"], preview.Columns);
        Assert.Equal("Why?", preview.First[0].Variables["question"]);
        Assert.True(preview.ProblemCount > 0);
        Assert.Contains(preview.Problems, problem => problem.Row == 4);
        await using var context = _console.Database.CreateDbContext();
        Assert.Empty(context.DatasetCases);
    }

    [Fact]
    public async Task Import_SameCasesAgain_IsRefused()
    {
        await ImportAsync(ThreeCases);

        var again = await ImportAsync(ThreeCases.Replace("\"id\":\"C-1\",", "", StringComparison.Ordinal).Replace("{\"question\":\"How", "{\"id\":\"C-1\",\"question\":\"How", StringComparison.Ordinal));

        Assert.Equal("datasets.unchanged", again.Error?.Code);
    }

    [Fact]
    public async Task Import_Changed_MakesTheNextVersionAndKeepsTheFirst()
    {
        await ImportAsync(ThreeCases);
        Assert.Equal(2, (await ImportAsync("""{"id":"C-1","question":"Other?"}""")).Value.Version);

        Assert.Equal("Other?", (await CaseAsync("C-1")).Value.Title);
        Assert.Equal("How deep is the sea?", (await CaseAsync("C-1", version: 1)).Value.Title);
        Assert.Equal("datasets.case-not-found", (await CaseAsync("C-2")).Error?.Code);
        Assert.Equal("datasets.version-not-found", (await CaseAsync("C-1", version: 3)).Error?.Code);
        var item = Assert.Single((await _console.Get<ListDatasets>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items);
        Assert.Equal((2, 1, "golden"), (item.LatestVersion, item.Cases, item.Key));
    }

    [Fact]
    public async Task Import_MoreThanOneBatch_KeepsTheOrder()
    {
        var lines = Enumerable.Range(0, 1_203).Select(index => $$"""{"id":"K{{index}}","q":"{{index}}"}""");

        Assert.Equal(1_203, (await ImportAsync(string.Join('\n', lines))).Value.Cases);

        var page = await CasesAsync(new("golden", Offset: 1_200));
        Assert.Equal(["K1200", "K1201", "K1202"], page.Items.Select(item => item.Key));
        Assert.Equal(1_203, page.Total);
    }

    [Theory]
    [InlineData("MOON", null, "C-2")]
    [InlineData("größe", null, "C-2")]
    [InlineData(null, "sea", "C-1")]
    [InlineData("why", "seaside", "C-3")]
    [InlineData("why", "sea", "")]
    [InlineData(null, "%", "")]
    public async Task ListCases_Filtered_FindsByTextAndWholeTag(string? search, string? tag, string found)
    {
        await ImportAsync(ThreeCases);

        var page = await CasesAsync(new("golden", Search: search, Tag: tag));

        Assert.Equal(found, string.Join(',', page.Items.Select(item => item.Key)));
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Fact]
    public async Task ListCases_SortedAndPaged_TellsTheTotal()
    {
        await ImportAsync(ThreeCases);

        var page = await CasesAsync(new("golden", Limit: 2, Sort: CaseSort.Key, Descending: true));

        Assert.Equal(["C-3", "C-2"], page.Items.Select(item => item.Key));
        Assert.Equal(3, page.Total);
    }

    [Theory]
    [InlineData(DatasetFormat.Csv)]
    [InlineData(DatasetFormat.Jsonl)]
    [InlineData(DatasetFormat.Yaml)]
    public async Task Export_ThenImport_IsTheSameContent(DatasetFormat format)
    {
        await ImportAsync(ThreeCases);
        var export = (await _console.Get<ExportCases>().HandleAsync(new("golden", null, format), TestConsole.Viewer, None)).Value;
        using var file = new MemoryStream();
        await export.WriteAsync(file, None);
        file.Position = 0;

        var again = await _console.Get<AddDatasetVersion>().HandleAsync(new("golden", file, format, ""), TestConsole.Engineer, None);

        Assert.StartsWith("golden-v1.", export.FileName, StringComparison.Ordinal);
        Assert.Equal("datasets.unchanged", again.Error?.Code);
    }

    [Fact]
    public async Task Import_ByManyAtOnce_NumbersEachOnce()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(index => Task.Run(() => ImportAsync($$"""{"id":"C","q":"{{index}}"}"""))));

        Assert.Equal([1, 2, 3, 4], results.Select(result => result.Value.Version).Order());
    }

    [Fact]
    public async Task Import_UnknownDatasetOrNoPermission_IsRefused()
    {
        Assert.Equal("datasets.not-found", (await _console.Get<AddDatasetVersion>().HandleAsync(
            new("none", Text(ThreeCases), DatasetFormat.Jsonl, ""), TestConsole.Engineer, None)).Error?.Code);
        Assert.Equal(ErrorKind.Denied, (await _console.Get<AddDatasetVersion>().HandleAsync(
            new("golden", Text(ThreeCases), DatasetFormat.Jsonl, ""), TestConsole.Viewer, None)).Error?.Kind);
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private Task<Result<AddDatasetVersion.Added>> ImportAsync(string jsonl) =>
        _console.Get<AddDatasetVersion>().HandleAsync(new("golden", Text(jsonl), DatasetFormat.Jsonl, "note"), TestConsole.Engineer, None);

    private Task<Result<GetCase.Details>> CaseAsync(string key, int? version = null) =>
        _console.Get<GetCase>().HandleAsync(new("golden", version, key), TestConsole.Viewer, None);

    private async Task<GridPage<ListCases.Item>> CasesAsync(ListCases.Query query) =>
        (await _console.Get<ListCases>().HandleAsync(query, TestConsole.Viewer, None)).Value;
}

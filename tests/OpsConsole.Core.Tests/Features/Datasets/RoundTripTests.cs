using System.Text.Json;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

/// <summary>Version → file → version gives the same content hash, for random cases and for the ones that break parsers.</summary>
public sealed class RoundTripTests : DatasetShelf
{
    private static readonly string[] Nasty =
    [
        "", " ", " padded ", "a,b;c\td", "say \"hi\"", "two\nlines", "cr\r\nlf", "=1+1", "'=1+1", "+49 30", "-5", "@user", "[\"json\"]", "{\"a\":1}", "null", "true", "007", "1e3",
        "Grüße 漢字 😀", "e\u0301 é", "\u0000\u0001\u007f", "\u2028\uFEFF", "# no comment", "- item", "key: value", "*alias", "&anchor", "!tag", "<<", "{{ x }}", "__expected",
    ];

    [Theory]
    [InlineData(DatasetFormat.Csv, 1)]
    [InlineData(DatasetFormat.Csv, 2)]
    [InlineData(DatasetFormat.Jsonl, 1)]
    [InlineData(DatasetFormat.Jsonl, 2)]
    [InlineData(DatasetFormat.Yaml, 1)]
    [InlineData(DatasetFormat.Yaml, 2)]
    public async Task ExportThenImport_RandomCases_GiveTheSameHash(DatasetFormat format, int seed)
    {
        await Console.Get<CreateDataset>().HandleAsync(new("support", "copy", "Copy", DatasetKind.Golden), TestConsole.Engineer, None);
        for (var round = 0; round < 12; round++)
        {
            var imported = await ImportAsync(string.Join('\n', Cases(new Random((seed * 1_000) + round))));
            Assert.True(imported.IsOk, imported.Error?.Message);

            await AssertSameAsync(format, round + 1);
        }
    }

    [Theory]
    [InlineData(DatasetFormat.Csv)]
    [InlineData(DatasetFormat.Jsonl)]
    [InlineData(DatasetFormat.Yaml)]
    public async Task ExportThenImport_CasesThatBreakParsers_GiveTheSameHash(DatasetFormat format)
    {
        await Console.Get<CreateDataset>().HandleAsync(new("support", "copy", "Copy", DatasetKind.Golden), TestConsole.Engineer, None);
        var megabyte = string.Concat(Enumerable.Repeat("größer, \\\"x\\\"\\n", 60_000))[..900_000] + "\\n";
        var imported = await ImportAsync(
            $$$"""
            {"id":"mb","vars":{"doc":"{{{megabyte}}}"}}
            {"id":"none","vars":{},"answers":["a",""],"assert":[{"type":"contains","value":"x"}]}
            {"id":"empty","vars":{"":"","q":""},"description":"d"}
            {"id":"lists","vars":{"q":["=1+1",[],{"a":null}],"n":-0.10,"big":12345678901234567890,"no":null}}
            {"id":"from","vars":{"q":"x"},"split":" test ","origin":{"kind":"Result","reference":"42","href":"/runs/RUN-0001?case=x"},"threshold":0.1}
            """);
        Assert.True(imported.IsOk, imported.Error?.Message);

        await AssertSameAsync(format, 1);

        var copy = (await Console.Get<GetCase>().HandleAsync(new("copy", null, "from"), TestConsole.Viewer, None)).Value;
        Assert.Equal(("test", new CaseOrigin(CaseOriginKind.Result, "42", "/runs/RUN-0001?case=x")), (copy.Split, copy.Origin));
    }

    [Theory]
    [InlineData("""{"kind":"Result","reference":"1","href":"https://evil.example/"}""")]
    [InlineData("""{"kind":"Result","reference":"1","href":"//evil.example/"}""")]
    [InlineData("""{"kind":"Result","reference":"1","href":"javascript:alert(1)"}""")]
    [InlineData("""{"kind":"Result","reference":"1","href":"/\\evil.example"}""")]
    [InlineData("""{"kind":"Nothing","reference":"1"}""")]
    [InlineData("""{"kind":"0","reference":"1"}""")]
    [InlineData("""{"kind":"Call"}""")]
    [InlineData("""{"kind":"Call","reference":"1","more":1}""")]
    public async Task Import_OriginThatIsNone_IsABadRow(string origin)
    {
        var refused = await ImportAsync($$$"""{"id":"a","vars":{"q":"x"},"origin":{{{origin}}}}""");

        Assert.Equal("row 1, column origin", Assert.Single(refused.Error!.Details!).Where);
    }

    [Fact]
    public async Task Import_FlatLinesWithOriginAndSplit_KeepThemAsVariables()
    {
        await ImportAsync("""{"id":"a","origin":"Berlin","split":"2:1","__split":"test"}""");

        var test = await CaseAsync("a");
        Assert.Equal(("Berlin", "2:1", "test"), (test.Variables.GetProperty("origin").GetString(), test.Variables.GetProperty("split").GetString(), test.Split));
        Assert.Null(test.Origin);
    }

    private async Task AssertSameAsync(DatasetFormat format, int version)
    {
        var export = (await Console.Get<ExportCases>().HandleAsync(new("golden", version, format), TestConsole.Viewer, None)).Value;
        using var file = new MemoryStream();
        await export.WriteAsync(file, None);
        file.Position = 0;
        var again = await Console.Get<AddDatasetVersion>().HandleAsync(new("copy", file, format, ""), TestConsole.Engineer, None);

        Assert.True(again.IsOk, again.Error?.Message);
        var copy = (await Console.Get<GetDataset>().HandleAsync("copy", TestConsole.Viewer, None)).Value;
        Assert.Equal((await DatasetAsync()).Versions.Single(row => row.Number == version).ContentHash, copy.Versions[0].ContentHash);
    }

    private static IEnumerable<string> Cases(Random random)
    {
        for (var index = random.Next(1, 25); index > 0; index--)
        {
            var variables = new Dictionary<string, object?>();
            foreach (var name in Nasty.Where(name => random.Next(8) == 0))
                variables[name] = random.Next(6) switch { 0 => null, 1 => random.NextDouble(), 2 => new object[] { Text(), 1, new { x = Text() } }, 3 => true, _ => Text() };
            var test = new Dictionary<string, object?> { ["id"] = $"k{index}{Text().Replace('\0', ' ').Where(letter => !char.IsControl(letter)).Aggregate("", (key, letter) => key + letter)}-", ["vars"] = variables, ["answers"] = Texts() };
            test["tags"] = Texts().Where(tag => tag.Length > 0);
            if (variables.Count == 0 || random.Next(3) == 0)
                test["assert"] = new object[] { new { type = "equals", value = Text().Replace("{{ x }}", "x", StringComparison.Ordinal), weight = random.Next(3), metric = "m" + random.Next(3) } };
            if (random.Next(3) == 0)
                test["description"] = Text();
            if (random.Next(3) == 0)
                test["threshold"] = random.NextDouble();
            if (random.Next(2) == 0)
                test["split"] = random.Next(2) == 0 ? "test" : "train, \"a\"";
            if (random.Next(3) == 0)
                test["origin"] = new { kind = ((CaseOriginKind)random.Next(4)).ToString(), reference = $"r-{random.Next(99)} =x", href = random.Next(2) == 0 ? null : "/runs/RUN-0001" };
            yield return JsonSerializer.Serialize(test);
        }

        string Text() => Nasty[random.Next(Nasty.Length)] + (random.Next(3) == 0 ? Nasty[random.Next(Nasty.Length)] : "");

        List<string> Texts() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())];
    }
}

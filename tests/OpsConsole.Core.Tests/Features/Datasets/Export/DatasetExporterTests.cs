using System.Text;
using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Export;
using OpsConsole.Core.Features.Datasets.Import;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets.Export;

public sealed class DatasetExporterTests
{
    private static readonly string[] Nasty =
    [
        "", " ", "plain", "a,b;c\td", "say \"hi\"", "two\nlines", "cr\r\nlf", "lone\rcr", "=1+1", "'=1+1", "''quoted''", "+49", "-5", "-x", "@user", "\tx",
        "[\"json\"]", "{\"a\":1}", "null", "true", "007", "Grüße 漢字 😀", "e\u0301", "\u0000\u0001\u007f\u0085", "\u2028\uFEFF", "# no comment", "- item", "key: value",
        "*alias", "&anchor", "!tag", "%", "`", "'", "\\n", "\"", ": ", "{{ x }}", "<<",
    ];

    private static ImportedCase[] Cases(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 30).Select(i => new ImportedCase
        {
            Key = $"k-{seed}-{i}",
            Variables = JsonSerializer.SerializeToElement(Variables()),
            Expected = Texts(),
            Tags = [.. Texts().Where(tag => tag.Length > 0).Distinct()],
            ExpectedShorthand = [.. Texts().Where(text => text.Length > 0)],
            Assertions = random.Next(2) == 0 ? "[]" : JsonSerializer.Serialize(new[] { new { type = "equals", value = Text() } }),
            Threshold = random.Next(2) == 0 ? null : random.NextDouble(),
            Metric = random.Next(2) == 0 ? null : "m" + Text(),
            Description = random.Next(2) == 0 ? null : "d" + Text(),
        })];

        string Text() => Nasty[random.Next(Nasty.Length)] + (random.Next(3) == 0 ? Nasty[random.Next(Nasty.Length)] : "");

        List<string> Texts() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())];

        Dictionary<string, object?> Variables()
        {
            var variables = new Dictionary<string, object?> { ["text"] = Text(), ["id"] = Text(), ["=sum"] = Text(), ["__x"] = Text(), ["a:json"] = Text(), ["vars.q"] = Text(), ["tags"] = "t" };
            if (random.Next(2) == 0)
            {
                variables["sometimes, \"quoted\"\nname"] = Text();
            }

            variables["mixed"] = random.Next(5) switch { 0 => null, 1 => 1.50m, 2 => new object[] { Text(), 1, new { x = Text() } }, 3 => true, _ => Text() };
            return variables;
        }
    }

    [Theory]
    [InlineData(DatasetFormat.Csv)]
    [InlineData(DatasetFormat.Jsonl)]
    [InlineData(DatasetFormat.Yaml)]
    public async Task Write_ThenImport_GivesTheSameCases(DatasetFormat format)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var cases = Cases(seed);
            using var file = new MemoryStream();
            await DatasetExporter.WriteAsync(file, format, cases, TestContext.Current.CancellationToken);
            file.Position = 0;
            var import = (await DatasetImporter.ReadAsync(file, format, null, TestContext.Current.CancellationToken)).Value;
            Assert.Empty(import.Problems.Select(problem => problem.ToString()));
            Assert.Equal(cases.Select(Comparable), import.Rows.Select(Comparable));
        }
    }

    [Fact]
    public async Task Write_NoCases_IsAnEmptyFileThatImportNames()
    {
        foreach (var format in Enum.GetValues<DatasetFormat>())
        {
            using var file = new MemoryStream();
            await DatasetExporter.WriteAsync(file, format, [], TestContext.Current.CancellationToken);
            file.Position = 0;
            var import = (await DatasetImporter.ReadAsync(file, format, null, TestContext.Current.CancellationToken)).Value;
            Assert.Equal("file: the file holds no cases", Assert.Single(import.Problems).ToString());
        }
    }

    [Fact]
    public async Task Write_Formula_IsNotRunByASpreadsheet()
    {
        using var file = new MemoryStream();
        var test = new ImportedCase { Key = "k", Variables = JsonSerializer.SerializeToElement(new { a = "=HYPERLINK(\"x\")", b = "-5.5" }) };
        await DatasetExporter.WriteAsync(file, DatasetFormat.Csv, [test], TestContext.Current.CancellationToken);
        Assert.Equal("\uFEFFid,a,b\nk,\"'=HYPERLINK(\"\"x\"\")\",-5.5\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    private static string Comparable(ImportedCase test) => JsonSerializer.Serialize(
        test with { Row = 0, Variables = JsonSerializer.SerializeToElement(test.Variables.EnumerateObject().OrderBy(v => v.Name, StringComparer.Ordinal).ToDictionary(v => v.Name, v => v.Value)) });
}

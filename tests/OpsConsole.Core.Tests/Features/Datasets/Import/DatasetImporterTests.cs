using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets.Import;

public sealed class DatasetImporterTests
{
    private static Task<Result<DatasetImport>> ReadAsync(byte[] bytes, DatasetFormat format, params string[] required) =>
        DatasetImporter.ReadAsync(new MemoryStream(bytes), format, required, TestContext.Current.CancellationToken);

    private static async Task<DatasetImport> ReadAsync(string text, DatasetFormat format, params string[] required) =>
        (await ReadAsync(Encoding.UTF8.GetBytes(text), format, required)).Value;

    private static string[] Problems(DatasetImport import) => [.. import.Problems.Select(problem => problem.ToString())];

    [Fact]
    public async Task Csv_EveryKindOfColumn_IsMapped()
    {
        var import = await ReadAsync(
            "\uFEFFid,question,count:json,expected,answers,tags,__expected1,__expected2,__threshold,__metric,__description,__metadata:lang,vars.id\r\n"
            + "q1,\"What, \"\"now\"\"?\r\nSecond line\",\"{\"\"n\"\":[1]}\",A,\"[\"\"B\"\",\"\"C\"\"]\",\"x, y\",contains: z,,0.5,acc,about,en,inner\r\n",
            DatasetFormat.Csv);
        Assert.Empty(Problems(import));
        var row = Assert.Single(import.Rows);
        Assert.Equal("q1", row.Key);
        Assert.Equal("What, \"now\"?\r\nSecond line", row.Variables.GetProperty("question").GetString());
        Assert.Equal(1, row.Variables.GetProperty("count").GetProperty("n")[0].GetInt32());
        Assert.Equal("inner", row.Variables.GetProperty("id").GetString());
        Assert.Equal(["A", "B", "C"], row.Expected);
        Assert.Equal(["x", "y", "lang:en"], row.Tags);
        Assert.Equal(["contains: z"], row.ExpectedShorthand);
        Assert.Equal((0.5, "acc", "about"), (row.Threshold, row.Metric, row.Description));
    }

    [Theory]
    [InlineData("{0}\nx\n", DatasetFormat.Csv)]
    [InlineData("{{\"{0}\":\"x\"}}", DatasetFormat.Jsonl)]
    public async Task Import_NameThatIsAWholeFile_IsAFaultAndStandsNowhereInFull(string file, DatasetFormat format)
    {
        var import = await ReadAsync(string.Format(CultureInfo.InvariantCulture, file, new string('n', 100_000)), format);

        Assert.Contains("is longer than 200 characters", Assert.Single(import.Problems).Reason, StringComparison.Ordinal);
        Assert.All(import.Columns.Concat(Problems(import)), shown => Assert.InRange(shown.Length, 1, 300));
        Assert.Empty(import.Rows);
    }

    [Fact]
    public async Task Csv_ManyBadRows_NamesEachAndKeepsTheGood()
    {
        var import = await ReadAsync(
            """
            id,question,data:json,__threshold
            a,one,1,
            b,two
            c,th"ree,2,0.5
            d,"never closed,3,
            e,five,{bad,
            a,again,4,
            ,no id,5,
            g,seven,,high
            h,"eight"x,1,
            i,nine,9,1

            j,ten,10,
            """,
            DatasetFormat.Csv);
        Assert.Equal(["a", "c", "i", "j"], import.Rows.Select(row => row.Key));
        Assert.Equal(11, import.RowCount);
        Assert.Collection(
            Problems(import),
            p => Assert.Equal("row 3 (line 3): 2 fields where the header names 4", p),
            p => Assert.StartsWith("row 5 (line 5): ", p, StringComparison.Ordinal),
            p => Assert.StartsWith("row 6 (line 6), column data:json: invalid JSON at position 2", p, StringComparison.Ordinal),
            p => Assert.Equal("row 7 (line 7), column id: the id 'a' is also the id of row 2", p),
            p => Assert.Equal("row 8 (line 8), column id: the id is empty", p),
            p => Assert.Equal("row 9 (line 9), column __threshold: 'high' is not a number", p),
            p => Assert.StartsWith("row 10 (line 10): unbalanced quotes", p, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "file: the file holds no cases")]
    [InlineData("question\n", "file: the file holds no cases")]
    [InlineData("a,b,a\n1,2,3\n", "row 1 (line 1): the column 'a' is there 2 times")]
    [InlineData("a,vars.a\n1,2\n", "row 1 (line 1): the column 'a' is there 2 times")]
    [InlineData("a,,b\n1,2,3\n", "row 1 (line 1): column 2 has no name")]
    [InlineData("a,__typo\n1,2\n", "row 1 (line 1): the column '__typo' is not known; names that start with two underscores are reserved")]
    public async Task Csv_BadHeaderOrEmpty_IsOneClearProblem(string text, string expected)
    {
        var import = await ReadAsync(text, DatasetFormat.Csv);
        Assert.Equal([expected], Problems(import));
        Assert.Empty(import.Rows);
    }

    [Fact]
    public async Task Csv_SemicolonOrTabHeader_IsSplitByIt()
    {
        Assert.Equal("2, 3", (await ReadAsync("a;b\n1;2, 3\n", DatasetFormat.Csv)).Rows[0].Variables.GetProperty("b").GetString());
        Assert.Equal("2, 3", (await ReadAsync("a\tb\n1\t2, 3", DatasetFormat.Csv)).Rows[0].Variables.GetProperty("b").GetString());
    }

    [Fact]
    public async Task AnyFormat_InvalidUtf8_NamesThePlaceAndGoesOn()
    {
        var csv = (await ReadAsync([.. "q\nok\n"u8, 0xC3, 0x28, (byte)'\n', .. "fine\n"u8], DatasetFormat.Csv)).Value;
        Assert.Equal(["row 3 (line 3), column q: character 1 is not valid UTF-8"], Problems(csv));
        Assert.Equal(2, csv.Rows.Count);
        var jsonl = (await ReadAsync([.. "{\"q\":\"a\"}\n{\"q\":\""u8, 0xFF, .. "\"}\n{\"q\":\"b\"}"u8], DatasetFormat.Jsonl)).Value;
        Assert.Equal(["row 2: position 7 is not valid UTF-8"], Problems(jsonl));
        Assert.Equal(2, jsonl.Rows.Count);
        var yaml = (await ReadAsync([.. "- vars:\n    q: "u8, 0xFF], DatasetFormat.Yaml)).Value;
        Assert.Equal(["file (line 2): the file is not valid UTF-8"], Problems(yaml));
    }

    [Fact]
    public async Task AnyFormat_Utf16WithMark_IsRead()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("question\nGrüße\n")];
        Assert.Equal("Grüße", (await ReadAsync(bytes, DatasetFormat.Csv)).Value.Rows[0].Variables.GetProperty("question").GetString());
    }

    [Fact]
    public async Task Jsonl_BadLines_NamesEachAndKeepsTheGood()
    {
        string[] lines =
        [
            """{"id":"a","question":"q","context":{"deep":[1,2]},"answers":["x","y"],"tags":"t, u"}""",
            """{"id":"b","question":"q" """,
            "[1]",
            "",
            """{"id":"a","question":"again"}""",
            """{"id":"e","vars":{"q":1},"surplus":2}""",
            """{"id":"f","vars":3}""",
            """{"id":"g","q":"\ud800"}""",
            """{"id":"h","q":1,"q":2}""",
            """{"id":"i","q":1,"answers":[{}]}""",
            """{"id":"j","q":1,"threshold":7}""",
            "{\"q\":" + new string('[', 10_000) + new string(']', 10_000) + "}",
            """{"id":"l"}""",
            """{"q":"no id","__expected":"contains: z","assert":[{"type":"equals","value":"v"}],"metadata":{"lang":["en","de"]}}""",
        ];
        var import = await ReadAsync(string.Join('\n', lines), DatasetFormat.Jsonl);
        Assert.Equal(["a", "C-0002"], import.Rows.Select(row => row.Key));
        Assert.Equal(2, import.Rows[0].Variables.GetProperty("context").GetProperty("deep")[1].GetInt32());
        Assert.Equal(["x", "y"], import.Rows[0].Expected);
        Assert.Equal(["t", "u"], import.Rows[0].Tags);
        Assert.Equal(["contains: z"], import.Rows[1].ExpectedShorthand);
        Assert.Equal("equals", JsonDocument.Parse(import.Rows[1].Assertions).RootElement[0].GetProperty("type").GetString());
        Assert.Equal(["lang:en", "lang:de"], import.Rows[1].Tags);
        Assert.Collection(
            Problems(import),
            p => Assert.StartsWith("row 2: invalid JSON at position ", p, StringComparison.Ordinal),
            p => Assert.Equal("row 3: a line must hold one JSON object", p),
            p => Assert.Equal("row 5, column id: the id 'a' is also the id of row 1", p),
            p => Assert.Equal("row 6, column surplus: 'surplus' is not known beside 'vars'", p),
            p => Assert.Equal("row 7, column vars: 'vars' takes an object, not a number", p),
            p => Assert.StartsWith("row 8: invalid JSON: an escape", p, StringComparison.Ordinal),
            p => Assert.StartsWith("row 9: invalid JSON", p, StringComparison.Ordinal),
            p => Assert.Equal("row 10, column answers: 'answers' takes a text or a list of texts, not a list", p),
            p => Assert.Equal("row 11, column threshold: a threshold lies between 0 and 1", p),
            p => Assert.Equal("row 12: the JSON is nested deeper than 64 levels", p),
            p => Assert.Equal("row 13: the case gives no variable, no accepted answer and no check", p));
    }

    [Fact]
    public async Task Jsonl_RequiredVariableMissing_IsNamed()
    {
        var import = await ReadAsync("{\"q\":\"x\"}\n{\"q\":\"\",\"c\":1}\n{\"q\":\"x\",\"c\":2}", DatasetFormat.Jsonl, "q", "c");
        Assert.Equal(["row 1, column c: the value is required and missing", "row 2, column q: the value is required and missing"], Problems(import));
    }

    [Fact]
    public async Task Yaml_Tests_AreMappedWithTypesAliasesAndMerges()
    {
        var import = await ReadAsync(
            """
            tests:
              - &base
                description: first
                vars: { question: "5", n: 5, on: true, none: ~, hex: 0x1F, half: .5, list: [a, 1] }
                assert:
                  - type: contains
                    value: x
                threshold: 0.5
                metadata: { lang: en }
              - <<: *base
                id: second
            """,
            DatasetFormat.Yaml);
        Assert.Empty(Problems(import));
        Assert.Equal(["C-0001", "second"], import.Rows.Select(row => row.Key));
        Assert.Equal(
            """{"question":"5","n":5,"on":true,"none":null,"hex":"0x1F","half":0.5,"list":["a",1]}""",
            JsonSerializer.Serialize(import.Rows[1].Variables));
        Assert.Equal((0.5, "first"), (import.Rows[1].Threshold, import.Rows[1].Description));
        Assert.Equal(["lang:en"], import.Rows[1].Tags);
    }

    [Fact]
    public async Task Yaml_BadTests_NamesKeyAndLine()
    {
        var import = await ReadAsync(
            """
            - vars: { q: 1 }
              asert: []
            - just text
            - vars: [1]
            - id: x
              vars: { q: 2 }
            """,
            DatasetFormat.Yaml);
        Assert.Equal(["x"], import.Rows.Select(row => row.Key));
        Assert.Equal(
            [
                "row 1 (line 2), column asert: the key 'asert' is not known",
                "row 2 (line 3): a test is a mapping with 'vars', 'assert' …",
                "row 3 (line 4), column vars: 'vars' takes an object, not a list",
            ],
            Problems(import));
    }

    [Theory]
    [InlineData("- vars: {q: 1\n- x", "line 1, column 11: ")]
    [InlineData("- a: 1\n  a: 2", "line 2, column 3: the key 'a' is given twice")]
    [InlineData("- *nowhere", "line 1, column 3: ")]
    [InlineData("- &x [*x]", "line 1, column 7: the anchor 'x' is not defined before this place")]
    [InlineData("- \"unclosed", "line 1, column ")]
    [InlineData("- a\n---\n- b", "line 2, column 1: a second document")]
    [InlineData("- ? [a]\n  : b", "line 1, column 5: a key must be")]
    [InlineData("just text", "a list of tests was expected here")]
    [InlineData("- a:\n\t- b", "line 1, column 1: ")]
    public async Task Yaml_Malformed_SaysWhere(string text, string expected)
    {
        var import = await ReadAsync(text, DatasetFormat.Yaml);
        var problem = Assert.Single(import.Problems);
        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.Empty(import.Rows);
    }

    [Fact]
    public async Task Yaml_BombsAndDepth_AreProblemsInGoodTime()
    {
        var bomb = new StringBuilder("- vars: {a0: &a0 [x,x,x,x,x,x,x,x,x,x]");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(", a").Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(',', Enumerable.Repeat($"*a{i - 1}", 10)).Append(']');
        }

        string[] hostile =
        [
            bomb.Append('}').ToString(),
            bomb.ToString() + string.Concat(Enumerable.Repeat("\n- vars: {q: *a11}", 5_000)),
            "- vars: {q: " + new string('[', 10_000) + new string(']', 10_000) + "}",
            string.Concat(Enumerable.Range(0, 3_000).Select(i => new string(' ', i) + "a:\n")),
            "- vars: {q: " + new string('x', DatasetImporter.MaxCellLength + 1) + "}",
            "- vars: {q: \"" + new string('[', 200_000),
        ];
        var watch = Stopwatch.StartNew();
        foreach (var text in hostile)
        {
            var import = await ReadAsync(text, DatasetFormat.Yaml);
            Assert.NotEmpty(import.Problems);
            Assert.Empty(import.Rows);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Csv_OnlyBrokenQuotes_StaysFastAndBounded()
    {
        var text = new StringBuilder("q\n");
        for (var i = 0; i < 200_000; i++)
        {
            text.Append("\"open and \"\"never\"\" closed\n");
        }

        var watch = Stopwatch.StartNew();
        var import = await ReadAsync(text.ToString(), DatasetFormat.Csv);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"took {watch.Elapsed}");
        Assert.Equal(DatasetImporter.MaxProblems, import.Problems.Count);
        Assert.True(import.ProblemCount > DatasetImporter.MaxProblems);
    }

    [Fact]
    public async Task AnyFormat_TooLarge_IsRefusedWithoutReadingItAll()
    {
        foreach (var format in Enum.GetValues<DatasetFormat>())
        {
            await using var endless = new EndlessLines();
            var result = await DatasetImporter.ReadAsync(endless, format, null, TestContext.Current.CancellationToken);
            Assert.Equal("datasets.too-large", result.Error?.Code);
            Assert.True(endless.Served <= DatasetImporter.MaxBytes + (1 << 20));
        }
    }

    [Theory]
    [InlineData(DatasetFormat.Csv, "q,id\na,\nb\nc,7\n", "row 3 (line 3): 1 fields where the header names 2")]
    [InlineData(DatasetFormat.Jsonl, "{\"q\":\"a\"}\n[]\n{\"q\":\"c\"}", "row 2: a line must hold one JSON object")]
    public async Task ReadAsync_EachTaken_KeepsFaultsOnly(DatasetFormat format, string text, string fault)
    {
        var taken = new List<string>();
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var import = (await DatasetImporter.ReadAsync(
            file, format, null, TestContext.Current.CancellationToken, namesAreVariables: true, each: row => taken.Add($"{row.Row} {row.Variables.GetProperty("q")}"))).Value;
        Assert.Empty(import.Rows);
        Assert.Equal(format == DatasetFormat.Csv ? ["2 a", "4 c"] : ["1 a", "3 c"], taken);
        Assert.Equal(fault, Assert.Single(Problems(import)));
        Assert.Equal(3, import.RowCount);
    }

    [Fact]
    public async Task Csv_TooManyCases_StopsAtTheLimit()
    {
        var text = "q\n" + string.Concat(Enumerable.Repeat("x\n", DatasetImporter.MaxCases + 5));
        var import = await ReadAsync(text, DatasetFormat.Csv);
        Assert.Equal($"row {DatasetImporter.MaxCases + 2}: a dataset holds at most 100,000 cases; reading stopped here", Assert.Single(Problems(import)));
    }

    [Fact]
    public async Task Jsonl_PublicQuestions_AllImport()
    {
        var path = SharedData.Find("qa-xquad-en-240.jsonl");
        Assert.SkipWhen(path is null, "shared test data (qa-xquad-en-240.jsonl) is not here");
        await using var file = File.OpenRead(path!);
        var import = (await DatasetImporter.ReadAsync(file, DatasetFormat.Jsonl, ["question", "context"], TestContext.Current.CancellationToken)).Value;
        Assert.Empty(import.Problems);
        Assert.Equal(240, import.Rows.Count);
        Assert.All(import.Rows, row => Assert.NotEmpty(row.Expected));
        Assert.Equal(["id", "context", "question", "answers"], import.Columns);
    }

    private sealed class EndlessLines : MemoryStream
    {
        private static readonly byte[] Line = Encoding.UTF8.GetBytes("{\"q\":\"" + new string('x', 100_000) + "\"}\n");

        public long Served { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, Line.Length);
            Line.AsSpan(0, count).CopyTo(buffer.Span);
            Served += count;
            await Task.CompletedTask;
            return count;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class ChecksTests
{
    // Expected values worked out by hand from SQuAD v1.1's published normalisation and formula.
    [Theory]
    [InlineData("The Denver Broncos!", 1, "Denver Broncos")]
    [InlineData("denver", 2.0 / 3, "Denver Broncos")]
    [InlineData("Carolina", 0, "Denver Broncos", "Broncos")]
    [InlineData("the Broncos of Denver", 0.8, "Denver Broncos", "Seattle")]
    [InlineData("to be or not to be", 0.5, "to be")]
    [InlineData("", 0, "")]
    public async Task F1_Answer_IsTheBestOverTheAcceptedOnes(string output, double score, params string[] accepted)
    {
        var result = await Check.EvaluateAsync(Check.Assertion("f1"), Check.Output(output, accepted));

        Assert.Equal(score, result.Score, 12);
        Assert.Equal(score >= 0.5, result.Pass);
    }

    [Theory]
    [InlineData("  An  answer.", true, "the answer")]
    [InlineData("U.S.", true, "us")]
    [InlineData("theatre", false, "atre")]
    [InlineData("“the” end", false, "end")]
    [InlineData("second", true, "first", "Second")]
    [InlineData("third", false, "first", "second")]
    [InlineData("100", true, "100")]
    public async Task ExactMatch_Answer_IgnoresCasePunctuationArticlesAndSpaces(string output, bool pass, params string[] accepted)
    {
        Assert.Equal(pass, (await Check.EvaluateAsync(Check.Assertion("exact-match"), Check.Output(output, accepted))).Pass);
        Assert.Equal(pass, (await Check.EvaluateAsync(Check.Assertion("exact-match", accepted), Check.Output(output, "something else"))).Pass);
    }

    [Theory]
    [InlineData("f1")]
    [InlineData("not-f1")]
    [InlineData("exact-match")]
    public async Task Squad_NoAcceptedAnswer_IsAFault(string type)
    {
        Assert.True((await Check.EvaluateAsync(type, null, "x")).Fault);
    }

    [Theory]
    [InlineData(@"^\d+$", "42", true)]
    [InlineData(@"^\d+$", "42\n", false)]
    [InlineData(@"^[\d.]+$", "4.2", true)]
    [InlineData(@"^\w+$", "naïve", false)]
    [InlineData(@"\W", "ï", true)]
    [InlineData(@"a.b", "a\rb", false)]
    [InlineData(@"[.$]", "$", true)]
    [InlineData(@"[[]x", "[x", true)]
    [InlineData(@"(?i)paris", "PARIS", true)]
    [InlineData(@"(?m:^b$)", "a\nb\nc", true)]
    [InlineData(@"(?<=€)\d", "€5", true)]
    [InlineData(@"(a)\1", "xaa", true)]
    [InlineData(@"\$5", "$5", true)]
    public async Task Regex_Pattern_MeansWhatItMeansInJavaScript(string pattern, string output, bool matches)
    {
        Assert.Equal(matches, (await Check.EvaluateAsync("regex", pattern, output)).Pass);
    }

    [Theory]
    [InlineData("Straße", "STRASSE", false)]
    [InlineData("ÉCOLE", "une école", true)]
    [InlineData("s", "ſ", false)]
    [InlineData("ΣΟΦΟΣ", "σοφος", true)]
    public async Task Icontains_BeyondAscii_LowersBothSides(string value, string output, bool found)
    {
        Assert.Equal(found, (await Check.EvaluateAsync("icontains", value, output)).Pass);
    }

    [Theory]
    [InlineData("1.0", "1", true)]
    [InlineData("0.1", "0.1", true)]
    [InlineData("1e21", "1e+21", true)]
    [InlineData("true", "true", true)]
    public async Task Equals_NumberOrBoolean_IsComparedAsJavaScriptWritesIt(string json, string output, bool equal)
    {
        var value = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json);

        Assert.Equal(equal, (await Check.EvaluateAsync("equals", value, output)).Pass);
    }

    [Fact]
    public async Task Equals_Object_IgnoresOrderAndSpacing()
    {
        Assert.True((await Check.EvaluateAsync("equals", new { a = 1, b = new[] { 2 } }, "{ \"b\": [2], \"a\": 1 }")).Pass);
    }

    [Fact]
    public async Task Levenshtein_TextsTooLong_IsAFaultUnlessTheLengthsDecide()
    {
        var text = new string('a', 20_000);

        Assert.True((await Check.EvaluateAsync("levenshtein", text, text[..^2] + "bb")).Fault);
        Assert.True((await Check.EvaluateAsync("not-levenshtein", text, "b")).Pass);
    }

    [Fact]
    public async Task Levenshtein_ThresholdZero_MeansEqual()
    {
        Assert.False((await Check.EvaluateAsync("levenshtein", "ab", "ac", threshold: 0)).Pass);
        Assert.True((await Check.EvaluateAsync("levenshtein", "ab", "ab", threshold: 0)).Pass);
    }

    [Fact]
    public async Task Levenshtein_RandomTexts_AgreesWithTheFullMatrix()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var (a, b) = (RandomText(random), RandomText(random));
            var distance = FullMatrix(a, b);

            Assert.True((await Check.EvaluateAsync("levenshtein", b, a, distance)).Pass);
            Assert.False(distance > 0 && (await Check.EvaluateAsync("levenshtein", b, a, distance - 1)).Pass, $"{a} {b}");
        }
    }

    [Theory]
    [InlineData("is-json")]
    [InlineData("contains-json")]
    [InlineData("equals")]
    public async Task Json_NestedTenThousandDeep_FailsWithoutHarm(string type)
    {
        var output = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);

        var result = await Check.EvaluateAsync(type, type == "equals" ? new { a = 1 } : null, output);

        Assert.Equal(type == "contains-json", result.Pass);
        if (type == "is-json")
        {
            Assert.Contains("nested deeper than 256", result.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("{\"")]
    [InlineData("{\"a\":[")]
    [InlineData("{a:'")]
    [InlineData("{\"a\":{},")]
    [InlineData("{\"a\":1 ")]
    [InlineData("{//")]
    [InlineData("{\"a\":[{\"b\":1},")]
    public async Task ContainsJson_HostileText_StaysQuick(string piece)
    {
        var output = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)) + "\u0001{";
        var watch = Stopwatch.StartNew();

        await Check.EvaluateAsync("contains-json", new { type = "array" }, output);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Theory]
    [InlineData("Sure: {\"a\": \"x } y\"} done", true)]
    [InlineData("{ bad: [1, 2,], // why\n 'it''s': tRue }", true)]
    [InlineData("use {name} here", false)]
    [InlineData("[1, 2]", false)]
    [InlineData("{\"a\": \"open", false)]
    [InlineData("{\"a\": {\"b\": [1, 2", true)]
    [InlineData("{\"a\": {\"b\": 1} \"broken\": {\"c\" 2}", true)]
    [InlineData("{\"a\" {\"b\" 1}", false)]
    public async Task ContainsJson_Text_IsReadForgivingly(string output, bool found)
    {
        Assert.Equal(found, (await Check.EvaluateAsync("contains-json", null, output)).Pass);
    }

    [Fact]
    public async Task ContainsJson_SecondObjectConforms_Passes()
    {
        Assert.True((await Check.EvaluateAsync("contains-json", new { required = new[] { "b" } }, "{\"a\":1} and {\"b\":2}")).Pass);
    }

    [Fact]
    public async Task EvaluateAsync_SimpleAssertions_TakeAFewMicroseconds()
    {
        var assertions = new[] { Check.Assertion("contains", "excess"), Check.Assertion("not-icontains", "sorry"), Check.Assertion("regex", @"€\d+"), Check.Assertion("starts-with", "Your") };
        var set = Check.Compiler.Compile(assertions, null).Value;
        var context = Check.Output(string.Concat(Enumerable.Repeat("Your excess is €500 for the water damage. ", 10)));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20_000; i++)
        {
            Assert.True((await set.EvaluateAsync(context, CancellationToken.None)).Pass);
        }

        // A generous bound for a shared machine; what it guards against is a pattern compiled or a template parsed per cell.
        Assert.InRange(watch.Elapsed.TotalMicroseconds / 20_000, 0, 1_000);
        TestContext.Current.SendDiagnosticMessage((watch.Elapsed.TotalMicroseconds / 20_000).ToString("0.00", CultureInfo.InvariantCulture) + " µs a cell");
    }

    private static string RandomText(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => (char)('a' + random.Next(3))));

    private static int FullMatrix(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), 1 + Math.Min(d[i - 1, j], d[i, j - 1]));
            }
        }

        return d[a.Length, b.Length];
    }
}

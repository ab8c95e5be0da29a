using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>What the recorded verdicts leave open of sets, SQL, XML, HTML and the measures of likeness.</summary>
public sealed class StructureTests
{
    [Theory]
    [InlineData("SELECT a.id, COUNT(*) AS n FROM orders a LEFT JOIN users u ON u.id = a.user_id WHERE a.total > 10 AND u.name LIKE 'A%' GROUP BY a.id HAVING COUNT(*) > 1 ORDER BY n DESC LIMIT 10")]
    [InlineData("WITH recent AS (SELECT * FROM orders WHERE created > NOW() - INTERVAL 7 DAY) SELECT * FROM recent")]
    [InlineData("SELECT CASE WHEN x IS NOT NULL THEN 1 ELSE 0 END, RANK() OVER (PARTITION BY y ORDER BY z DESC) FROM t")]
    [InlineData("SELECT * FROM a WHERE id IN (SELECT id FROM b) AND NOT EXISTS (SELECT 1 FROM c)")]
    [InlineData("INSERT INTO t (a, b) VALUES (1, 'x'), (2, NULL) ON DUPLICATE KEY UPDATE b = VALUES(b)")]
    [InlineData("UPDATE t SET a = a + 1, b = (SELECT MAX(c) FROM d) WHERE id = ?; DELETE FROM t WHERE a BETWEEN 1 AND 2 -- done")]
    [InlineData("SELECT a FROM t UNION ALL SELECT b FROM u ORDER BY 1")]
    [InlineData("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)")]
    public async Task IsSql_Statement_IsRead(string sql)
    {
        var result = await Check.EvaluateAsync("is-sql", null, sql);

        Assert.True(result.Pass, result.Reason);
    }

    [Theory]
    [InlineData("SELECT a, FROM t")]
    [InlineData("SELECT (a FROM t")]
    [InlineData("SELECT a FROM t GROUP x")]
    [InlineData("UPDATE t a = 1")]
    [InlineData("INSERT t VALUES 1")]
    [InlineData("SELECT 'open FROM t")]
    [InlineData("SELECT a FROM t JOIN")]
    [InlineData("SELECT a BETWEEN 1 FROM t")]
    [InlineData("I would SELECT something")]
    public async Task IsSql_WhatIsNone_SaysWhere(string sql)
    {
        var result = await Check.EvaluateAsync("is-sql", null, sql);

        Assert.False(result.Pass);
        Assert.Contains("at character", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PostgreSQL", "SELECT data->>'a', x::int[] FROM t WHERE tags @> '{a}' LIMIT 1 OFFSET 2 FOR UPDATE SKIP LOCKED", true)]
    [InlineData("PostgreSQL", "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO UPDATE SET a = excluded.a RETURNING id", true)]
    [InlineData("postgresql", "SELECT $$it's$$, generate_series(1, 3)", true)]
    [InlineData("PostgreSQL", "SELECT `a` FROM t", false)]
    [InlineData("MySQL", "SELECT x::int FROM t", false)]
    [InlineData("SQLite", "SELECT [a b] FROM \"t\"", true)]
    public async Task IsSql_Dialects_Differ(string dialect, string sql, bool pass)
    {
        var result = await Check.EvaluateAsync("is-sql", new { databaseType = dialect }, sql);

        Assert.Equal(pass, result.Pass);
    }

    [Theory]
    [InlineData("select::null::users", "select::users::.*", "SELECT u.name FROM users u", true)]
    [InlineData("select::null::users", "select::users::name", "SELECT u.password FROM users u", false)]
    [InlineData("select::null::users", "select::.*", "SELECT name FROM users; DROP TABLE users", false)]
    public async Task IsSql_WhiteLists_KnowAliasesAndEveryStatement(string table, string column, string sql, bool pass)
    {
        var result = await Check.EvaluateAsync("is-sql", new { allowedTables = new[] { table }, allowedColumns = new[] { column } }, sql);

        Assert.Equal(pass, result.Pass);
    }

    [Fact]
    public async Task Structure_TextThatIsOnlyBrackets_EndsSoon()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.False((await Check.EvaluateAsync("is-sql", null, "SELECT " + new string('(', 100_000))).Pass);
        Assert.False((await Check.EvaluateAsync("is-html", null, string.Concat(Enumerable.Repeat("<!--", 250_000)))).Pass);
        Assert.False((await Check.EvaluateAsync("contains-xml", null, string.Concat(Enumerable.Repeat("<a>", 300_000)))).Pass);
        Assert.True((await Check.EvaluateAsync("is-xml", null, string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000)))).Pass);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    public async Task IsXml_DocumentType_IsNotRead(string output)
    {
        Assert.False((await Check.EvaluateAsync("is-xml", null, output)).Pass);
    }

    [Fact]
    public async Task ContainsXml_RequiredElements_MayStandInSeveralParts()
    {
        Assert.True((await Check.EvaluateAsync("contains-xml", "a.b, c", "<think>hm <a><b>1</b></a> and <c/> text")).Pass);
        Assert.Contains("“a.d”", (await Check.EvaluateAsync("contains-xml", "a.d", "so <a><b>1</b></a>")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssertSet_NestedWithWeightsAndMetrics_IsOneResultWithParts()
    {
        const string Yaml = """
            - type: assert-set
              threshold: 0.5
              weight: 3
              metric: outer
              config: { most: 3 }
              assert:
                - { type: equals, value: abc, weight: 2, metric: exact }
                - { type: javascript, value: "output.length <= context.config.most" }
                - { type: assert-set, assert: [{ type: contains, value: z }] }
            - { type: contains, value: a }
            """;
        var set = Check.Compiler.Compile(AssertionJson.ParseText(Yaml).Value, null).Value;

        var verdict = await set.EvaluateAsync(Check.Output("abc"), TestContext.Current.CancellationToken);

        var outer = verdict.Results[0];
        Assert.Equal((true, 0.75, 3.0, "outer"), (outer.Pass, outer.Score, outer.Weight, outer.Metric));
        Assert.Equal(["assert-set", "equals", "javascript", "assert-set", "contains"], outer.All().Select(part => part.Type));
        Assert.Equal(((0.75 * 3) + 1) / 4, verdict.Score, 12);
    }

    [Theory]
    [InlineData("- { type: assert-set }", "“assert”")]
    [InlineData("- { type: assert-set, assert: [] }", "not empty")]
    [InlineData("- { type: assert-set, assert: 5 }", "must be a list")]
    [InlineData("- { type: assert-set, assert: [{ type: nope }] }", "unknown assertion type “nope”")]
    [InlineData("- { type: not-assert-set, assert: [{ type: is-json }] }", "not-assert-set")]
    [InlineData("- { type: equals, value: x, assert: [{ type: is-json }] }", "only an assert-set")]
    [InlineData("- { type: equals, value: x, config: 5 }", "config must be an object")]
    [InlineData("- { type: equals, value: x, transform: 5 }", "transform must be a text")]
    [InlineData("- { type: word-count, value: [1] }", "number of words")]
    [InlineData("- { type: word-count, value: { min: 5, max: 2 } }", "must not be more")]
    [InlineData("- { type: word-count, value: { mn: 5 } }", "“mn”")]
    [InlineData("- { type: bleu, value: [1] }", "list of texts")]
    [InlineData("- { type: gleu, value: x, threshold: 2 }", "0 to 1")]
    [InlineData("- { type: is-sql, value: { databaseType: Oracle } }", "PostgreSQL")]
    [InlineData("- { type: is-sql, value: { allowedTables: [\"(\"] } }", "not a regular expression")]
    [InlineData("- { type: is-xml, value: 5 }", "element paths")]
    [InlineData("- { type: finish-reason, value: 1 }", "a reason such as")]
    [InlineData("- { type: is-valid-openai-tools-call, value: [{ parameters: {} }] }", "has no name")]
    [InlineData("- { type: is-html, value: x }", "takes no value")]
    public void Compile_ValueOfTheWrongKind_NamesAssertionAndReason(string yaml, string words)
    {
        var parsed = AssertionJson.ParseText(yaml);
        var error = parsed.IsOk ? Check.Compiler.Compile(parsed.Value, null).Error : parsed.Error;

        Assert.StartsWith("assertion 1", error?.Message, StringComparison.Ordinal);
        Assert.Contains(words, error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_VariablesOfAMegabyteAndLists_AreTaken()
    {
        var large = new string('x', 1_000_000);
        var variables = new Dictionary<string, JsonElement> { ["text"] = JsonSerializer.SerializeToElement(large), ["list"] = JsonSerializer.SerializeToElement(new[] { "x", large }) };
        var context = Check.Output(large) with { Variables = variables };

        Assert.True((await Check.EvaluateAsync(Check.Assertion("equals", "{{ text }}"), context)).Pass);
        Assert.True((await Check.EvaluateAsync(Check.Assertion("contains-all", "{{ list }}"), context)).Pass);
        Assert.True((await Check.EvaluateAsync(Check.Assertion("javascript", "output === context.vars.text && context.vars.list.length === 2"), context)).Pass);
        Assert.True((await Check.EvaluateAsync(Check.Assertion("no-pii"), context)).Pass);
        Assert.InRange((await Check.EvaluateAsync(Check.Assertion("contains", large + "y"), context)).Reason.Length, 1, 1000);
    }

    [Theory]
    [InlineData("running runs runner", "run", 0)]
    [InlineData("the cats were running", "the cat was run", 0.5)]
    [InlineData("the cat sat on the mat", "the cat sat on the mat", 0.997)]
    public async Task Meteor_Stems_CountAsMatches(string output, string reference, double atLeast)
    {
        Assert.InRange((await Check.EvaluateAsync("meteor", reference, output)).Score, atLeast, 1);
    }

    [Theory]
    [InlineData("bleu")]
    [InlineData("gleu")]
    [InlineData("meteor")]
    public async Task Likeness_EmptyAnswer_ScoresZero(string type)
    {
        Assert.Equal((false, 0.0, false), await EvaluateAsync(type, "a b c", ""));
    }

    private static async Task<(bool Pass, double Score, bool Fault)> EvaluateAsync(string type, string value, string output)
    {
        var result = await Check.EvaluateAsync(type, value, output);
        return (result.Pass, result.Score, result.Fault);
    }
}

using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class AssertionShorthandTests
{
    [Theory]
    [InlineData("Paris", "equals", "Paris", null)]
    [InlineData("Note: the sky is blue", "equals", "Note: the sky is blue", null)]
    [InlineData("a contains b", "equals", "a contains b", null)]
    [InlineData("pi", "equals", "pi", null)]
    [InlineData("equals: x", "equals", "x", null)]
    [InlineData("contains: x: y", "contains", "x: y", null)]
    [InlineData("not-contains:x", "not-contains", "x", null)]
    [InlineData("contains-any(a, b)", "contains-any", "a, b", null)]
    [InlineData("icontains-all: a, \"b, c\"", "icontains-all", "a, \"b, c\"", null)]
    [InlineData("rouge-n(0.8): the text", "rouge-n", "the text", 0.8)]
    [InlineData("not-levenshtein(3): x", "not-levenshtein", "x", 3.0)]
    [InlineData("levenshtein: x", "levenshtein", "x", null)]
    [InlineData("is-json", "is-json", null, null)]
    [InlineData("not-is-json", "not-is-json", null, null)]
    [InlineData("contains-json: {\"type\":\"object\"}", "contains-json", "{\"type\":\"object\"}", null)]
    [InlineData("regex: ^\\d+(a|b)$", "regex", "^\\d+(a|b)$", null)]
    [InlineData("latency(800)", "latency", null, 800.0)]
    [InlineData("cost: 0.01", "cost", null, 0.01)]
    [InlineData("f1(0.6)", "f1", null, 0.6)]
    [InlineData("exact-match", "exact-match", null, null)]
    [InlineData("javascript: output.length > 5", "javascript", "output.length > 5", null)]
    [InlineData("not-javascript(0.5): score(output)", "not-javascript", "score(output)", 0.5)]
    [InlineData("fn: output === 'a'", "javascript", "output === 'a'", null)]
    [InlineData("eval:output === 'a'", "javascript", "output === 'a'", null)]
    [InlineData("is-xml", "is-xml", null, null)]
    [InlineData("contains-xml: order.id, order.date", "contains-xml", "order.id, order.date", null)]
    [InlineData("is-sql", "is-sql", null, null)]
    [InlineData("bleu(0.4): the text", "bleu", "the text", 0.4)]
    [InlineData("word-count: 50", "word-count", "50", null)]
    [InlineData("not-word-count(50)", "not-word-count", "50", null)]
    [InlineData("finish-reason: stop", "finish-reason", "stop", null)]
    [InlineData("perplexity: 4.5", "perplexity", null, 4.5)]
    [InlineData("grounded(0.9)", "grounded", null, 0.9)]
    [InlineData("similar(0.8): x", "similar", "x", 0.8)]
    [InlineData("similar:dot", "similar", "dot", null)]
    [InlineData("similar: dot: x", "similar", "dot: x", null)]
    [InlineData("no-pii", "no-pii", null, null)]
    [InlineData("no-pii: email, iban", "no-pii", "email, iban", null)]
    [InlineData("tool-calls: search, answer", "tool-calls", "search, answer", null)]
    [InlineData("not-is-refusal", "not-is-refusal", null, null)]
    public void Parse_Text_GivesTheAssertion(string text, string type, string? value, double? threshold)
    {
        var assertion = AssertionShorthand.Parse(text).Value;

        Assert.Equal((type, value, threshold), (assertion.Type, assertion.Value?.GetString(), assertion.Threshold));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("contain: x", "did you mean “contains”")]
    [InlineData("moderation: is polite", "“moderation”")]
    [InlineData("pi(0.8): x", "“pi”")]
    [InlineData("similar:dot(0.8): x", "“similar:dot”")]
    [InlineData("not-similar:euclidean: x", "cosine")]
    [InlineData("similar:cosine: x", "cosine")]
    [InlineData("python: len(output) > 5", "“python:”")]
    [InlineData("assert-set", "no short form")]
    [InlineData("file://check.py", "“file://”")]
    [InlineData("contains-any(a, b", "does not close")]
    [InlineData("rouge-n(0.8) x", "“:” is expected")]
    [InlineData("latency: fast", "number")]
    public void Parse_WhatWouldSilentlyMeanSomethingElse_IsRefused(string text, string words)
    {
        Assert.Contains(words, AssertionShorthand.Parse(text).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseAndWrite_List_RoundTrips()
    {
        const string Json = """[{"type":"contains-any","value":["a",2],"weight":0.5,"metric":"m"},{"type":"is-json"},{"type":"rouge-n","value":"x","threshold":0.4}]""";

        Assert.Equal(Json, AssertionJson.Write(AssertionJson.Parse(JsonSerializer.Deserialize<JsonElement>(Json)).Value).GetRawText());
    }

    [Theory]
    [InlineData("""{"type":"equals"}""", "must be a list")]
    [InlineData("""["equals"]""", "assertion 1: ")]
    [InlineData("""[{"type":"equals","value":"a"},{"value":"x"}]""", "assertion 2: the assertion has no type")]
    [InlineData("""[{"type":"equals","vale":"a"}]""", "assertion 1 (equals): unknown key “vale”; did you mean “value”?")]
    [InlineData("""[{"type":"f1","threshold":"0.5"}]""", "threshold must be a number")]
    [InlineData("""[{"type":"f1","weight":-1}]""", "weight")]
    public void Parse_BadList_NamesThePlace(string json, string words)
    {
        Assert.Contains(words, AssertionJson.Parse(JsonSerializer.Deserialize<JsonElement>(json)).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralFaults_NamesEachInTheDetails()
    {
        var error = AssertionJson.Parse(JsonSerializer.Deserialize<JsonElement>("""[{"type":1},{"type":"is-json"},{"type":"equals","x":1}]""")).Error;

        Assert.Equal(["assertion 1", "assertion 3 (equals)"], error?.Details?.Select(detail => detail.Where));
    }
}

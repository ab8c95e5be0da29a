using System.Text.Json;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval.Config;

public sealed class EvalTestsTests
{
    private static readonly Assertion[] Defaults = [new() { Type = "is-json" }, new() { Type = "contains", Value = JsonElement.Parse("\"ü\"") }];

    private static EvalTest Test(string question, params Assertion[] own) => new()
    {
        Description = question,
        Vars = new Dictionary<string, JsonElement> { ["question"] = JsonSerializer.SerializeToElement(question), [$"v{question.Length}"] = JsonElement.Parse("{\"n\":[1.50,null]}") },
        Expected = [question, "ä"],
        Assertions = [.. Defaults, .. own],
        Threshold = 0.5,
    };

    [Fact]
    public void Add_Tests_AreReadBackInAnyOrder()
    {
        using var tests = new EvalTests();
        EvalTest[] added = [Test("a"), Test("bb", new Assertion { Type = "equals", Value = JsonElement.Parse("[1]"), Threshold = 0.1, Weight = 2, Metric = "m" }), Test("a \"c\" ü\n")];
        Array.ForEach(added, tests.Add);
        Assert.Equal(added.Select(Text), tests.Select(Text));
        Assert.Equal([Text(added[2]), Text(added[0]), Text(added[0]), Text(added[1])], new[] { 2, 0, 0, 1 }.Select(index => Text(tests[index])));
    }

    [Fact]
    public void Shared_DefaultsAndOwn_AreTheDefaultsThemselves()
    {
        using var tests = new EvalTests();
        Array.ForEach([Test("a", new Assertion { Type = "equals" }), Test("b"), Test("c", new Assertion { Type = "equals" })], tests.Add);
        Assert.Equal(2, tests.Shared.Count);
        Assert.Same(Defaults[0], tests.Shared[0]);
        Assert.All(tests, test => Assert.Same(Defaults[1], test.Assertions[1]));
        Assert.Equal([3, 2, 3], tests.Select(test => test.Assertions.Count));
    }

    [Fact]
    public void Shared_OneTestExpanded_IsAllOfIt()
    {
        using var tests = new EvalTests();
        var test = Test("a", new Assertion { Type = "equals" });
        Array.ForEach([test, test with { Description = "b" }], tests.Add);
        Assert.Equal(3, tests.Shared.Count);
    }

    [Fact]
    public void Threshold_Differing_IsNone()
    {
        using var tests = new EvalTests();
        tests.Add(Test("a"));
        Assert.Equal(0.5, tests.Threshold);
        tests.Add(Test("b") with { Threshold = null });
        Assert.Null(tests.Threshold);
    }

    [Fact]
    public void Variables_OfAllTests_AreNamedOnceInOrder()
    {
        using var tests = new EvalTests();
        Array.ForEach([Test("a"), Test("bb"), Test("c")], tests.Add);
        Assert.Equal(["question", "v1", "v2"], tests.Variables);
    }

    private static string Text(EvalTest test) => JsonSerializer.Serialize(test);
}

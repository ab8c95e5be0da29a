using System.Diagnostics;
using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class JavaScriptTests
{
    [Theory]
    [InlineData("output.includes('b')", "abc", true, 1)]
    [InlineData("return output === 'abc';", "abc", true, 1)]
    [InlineData("const n = output.length; n === 3", "abc", true, 1)]
    [InlineData("let s = output; s === 'a;b'", "a;b", true, 1)]
    [InlineData("const n = output.length;\nreturn n > 5;", "abc", false, 0)]
    [InlineData("output.length / 10", "abc", true, 0.3)]
    [InlineData("({ pass: false, score: 0.9, reason: 'too dry' })", "abc", false, 0.9)]
    [InlineData("({ pass: true, reason: 'fine' })", "abc", true, 1)]
    [InlineData("JSON.parse(output).items.every(item => item.price > 0)", """{"items":[{"price":1},{"price":2}]}""", true, 1)]
    [InlineData("context.vars.words.length === 2 && context.expected[0] === 'yes' && context.prompt[0].content === 'Ask'", "x", true, 1)]
    [InlineData("Promise.resolve(true)", "x", true, 1)]
    [InlineData("/^[\\p{L} ]+$/u.test(output)", "naïve text", true, 1)]
    public async Task Evaluate_Script_DecidesByWhatItReturns(string script, string output, bool pass, double score)
    {
        var context = Check.Output(output, "yes") with
        {
            Variables = new Dictionary<string, JsonElement> { ["words"] = JsonSerializer.SerializeToElement(new[] { "a", "b" }) },
            Messages = [new ChatTurn("user", "Ask")],
        };

        var result = await Check.EvaluateAsync(Check.Assertion("javascript", script), context);

        Assert.False(result.Fault, result.Reason);
        Assert.Equal((pass, score), (result.Pass, result.Score));
    }

    [Theory]
    [InlineData("while (true) { }", "did not finish")]
    [InlineData("for (;;) output.length;", "did not finish")]
    [InlineData("let a = [];\nwhile (true) a.push('x'.repeat(100000) + a.length);", "memory")]
    [InlineData("let s = 'x';\nfor (let i = 0; i < 60; i++) s = s + s;\nreturn s.length;", "memory")]
    [InlineData("new Array(1e9).fill(0).length", "memory")]
    [InlineData("let a = [1];\nfor (let i = 0; i < 60; i++) a = [...a, ...a];\nreturn a.length;", "memory")]
    [InlineData("'x'.repeat(1e9)", "too long")]
    [InlineData("new Uint8Array(2 ** 31)", "Uint8Array")]
    [InlineData("function f() { return f(); }\nreturn f();", "too deeply")]
    [InlineData("/^(a+)+$/.test('a'.repeat(60) + '!')", "did not finish")]
    [InlineData("throw new Error('no luck')", "no luck")]
    [InlineData("nothing.here", "nothing is not defined")]
    [InlineData("Promise.reject(new Error('later'))", "later")]
    [InlineData("new Promise(() => {})", "")]
    [InlineData("System.IO.File.ReadAllText('/etc/hostname')", "System is not defined")]
    [InlineData("importNamespace('System')", "not defined")]
    [InlineData("output.constructor.constructor('return 1')()", "disabled")]
    [InlineData("eval('1 + 1')", "disabled")]
    [InlineData("import('fs')", "")]
    [InlineData("require('fs')", "require is not defined")]
    [InlineData("'a text'", "neither")]
    [InlineData("undefined", "neither")]
    [InlineData("0 / 0", "finite")]
    [InlineData("1 / 0", "finite")]
    [InlineData("({ score: NaN })", "finite")]
    [InlineData("({ pass: 'yes' })", "without pass")]
    public async Task Evaluate_ScriptThatMisbehaves_IsAFaultAlsoBehindNotAndSoon(string script, string words)
    {
        var watch = Stopwatch.StartNew();
        var source = script.StartsWith("while", StringComparison.Ordinal) || script.StartsWith("for", StringComparison.Ordinal) || script.StartsWith("throw", StringComparison.Ordinal) ? $"\n{script}\n;" : script;

        var result = await Check.EvaluateAsync(Check.Assertion("not-javascript", source), Check.Output("x"));

        Assert.True(result.Fault, result.Reason);
        Assert.False(result.Pass);
        Assert.Contains(words, result.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    [Theory]
    [InlineData("output ===", "not JavaScript")]
    [InlineData("", "must be a script")]
    [InlineData(5, "must be a script")]
    public void Compile_WhatIsNoScript_IsRefused(object script, string words)
    {
        Assert.Contains(words, Check.Refused("javascript", script).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_ScriptNestedTooDeep_IsRefused()
    {
        Assert.Contains("too deep", Check.Refused("javascript", new string('(', 20_000) + "1" + new string(')', 20_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_ManyAtOnce_DoNotSeeEachOther()
    {
        var set = Check.Compiler.Compile([Check.Assertion("javascript", "globalThis.n = (globalThis.n ?? 0) + 1; globalThis.n === 1 || output".Replace("; ", "\n", StringComparison.Ordinal).Replace("globalThis.n === 1 || output", "return globalThis.n === 1"))], null).Value;

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () => await set.EvaluateAsync(Check.Output($"{i}"), CancellationToken.None))));

        Assert.All(verdicts, verdict => Assert.True(verdict.Pass, verdict.Reason));
    }

    [Fact]
    public async Task Evaluate_Config_IsWhatTheScriptSees()
    {
        var assertion = Check.Assertion("javascript", "output.length <= context.config.most") with { Config = JsonSerializer.SerializeToElement(new { most = 3 }) };

        Assert.True((await Check.EvaluateAsync(assertion, Check.Output("abc"))).Pass);
        Assert.False((await Check.EvaluateAsync(assertion, Check.Output("abcd"))).Pass);
    }

    [Theory]
    [InlineData("output.trim().toLowerCase()", "equals", "yes", "  YES ", true)]
    [InlineData("JSON.parse(output).answer", "equals", "yes", """{"answer":"yes"}""", true)]
    [InlineData("output.split(' ')", "equals", "[\"a\",\"b\"]", "a b", true)]
    [InlineData("output.length", "equals", "3", "abc", true)]
    public async Task Evaluate_Transform_IsWhatTheCheckLooksAt(string transform, string type, string value, string output, bool pass)
    {
        var result = await Check.EvaluateAsync(Check.Assertion(type, value) with { Transform = transform }, Check.Output(output));

        Assert.Equal(pass, result.Pass);
    }

    [Theory]
    [InlineData("JSON.parse(output)", "not json", "transform: the script threw")]
    [InlineData("undefined", "x", "transform: the script returned nothing")]
    public async Task Evaluate_TransformThatFails_IsAFault(string transform, string output, string words)
    {
        var result = await Check.EvaluateAsync(Check.Assertion("not-equals", "x") with { Transform = transform }, Check.Output(output));

        Assert.True(result.Fault);
        Assert.Contains(words, result.Reason, StringComparison.Ordinal);
    }
}

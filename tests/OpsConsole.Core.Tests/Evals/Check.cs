using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>Short ways to make assertions and to evaluate one.</summary>
internal static class Check
{
    private static readonly Dictionary<string, JsonElement> NoVariables = [];

    public static AssertionCompiler Compiler { get; } = new(new MarkRenderer(), []);

    public static Assertion Assertion(string type, object? value = null, double? threshold = null, double weight = 1) =>
        new() { Type = type, Value = value is null ? null : JsonSerializer.SerializeToElement(value), Threshold = threshold, Weight = weight };

    public static AssertionContext Output(string output, params string[] expected) => new() { Output = output, Variables = NoVariables, Expected = expected };

    public static async Task<AssertionResult> EvaluateAsync(Assertion assertion, AssertionContext context)
    {
        var verdict = await Compiler.Compile([assertion], null).Value.EvaluateAsync(context, TestContext.Current.CancellationToken);
        return Assert.Single(verdict.Results);
    }

    public static Task<AssertionResult> EvaluateAsync(string type, object? value, string output, double? threshold = null) =>
        EvaluateAsync(Assertion(type, value, threshold), Output(output));

    public static Error Refused(string type, object? value = null, double? threshold = null) =>
        Compiler.Compile([Assertion(type, value, threshold)], null).Error ?? throw new InvalidOperationException("it compiled");
}

/// <summary>A renderer that knows <c>{{ name }}</c> only; a name that is not set is an error.</summary>
internal sealed class MarkRenderer : ITemplateRenderer
{
    public Result<string> Render(string template, IReadOnlyDictionary<string, JsonElement> variables)
    {
        string? missing = null;
        var text = System.Text.RegularExpressions.Regex.Replace(template, @"\{\{\s*(\w+)\s*\}\}", match =>
        {
            if (variables.TryGetValue(match.Groups[1].Value, out var variable))
            {
                return variable.ToString();
            }

            missing = match.Groups[1].Value;
            return "";
        });
        return missing is null ? text : Error.Invalid("tests.missing", $"no variable {missing}");
    }
}

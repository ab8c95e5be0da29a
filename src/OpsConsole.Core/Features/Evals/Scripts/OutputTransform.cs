using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Scripts;

/// <summary>The <c>transform</c> of a test: a script that makes of an output what is checked and shown.</summary>
public sealed class OutputTransform
{
    private readonly Script _script;

    private OutputTransform(Script script) => _script = script;

    public static Result<OutputTransform> Compile(string source)
    {
        var script = Script.Compile(source);
        return script.IsOk ? new OutputTransform(script.Value) : script.Error;
    }

    /// <summary>One script that hands what the first makes to the second.</summary>
    public static string Then(string first, string second) => $$"""
        const made = (function (output, context) {
        {{ScriptBody.Of(first)}}
        })(output, context);
        return (function (output, context) {
        {{ScriptBody.Of(second)}}
        })(made, context);
        """;

    public Result<string> Apply(string output, IReadOnlyDictionary<string, JsonElement> variables)
    {
        var made = _script.Run(new AssertionContext { Output = output, Variables = variables }, null, CancellationToken.None);
        return !made.IsOk ? made.Error : made.Value.AsText ?? Result.From("");
    }
}

using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Scripts;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>
/// <c>javascript</c>: a script over <c>output</c> and <c>context</c> that returns a boolean, a number (passing from the threshold on, or above 0) or an object
/// with <c>pass</c>, <c>score</c> and <c>reason</c>.
/// </summary>
internal sealed class JavaScriptCheck(Script script, JsonElement? config, double? threshold) : ICheck
{
    public static Result<ICheck> Compile(Assertion assertion)
    {
        if (assertion.Value is not { ValueKind: JsonValueKind.String } value || string.IsNullOrWhiteSpace(value.GetString()))
        {
            return AssertionErrors.Value("the value must be a script");
        }

        var script = Script.Compile(value.GetString()!);
        return script.IsOk ? new JavaScriptCheck(script.Value, assertion.Config, assertion.Threshold) : script.Error;
    }

    public ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var value = script.Run(context, config, cancellationToken);
        return new(value.IsOk ? Judge(value.Value) : Finding.Faulted(value.Error.Message));
    }

    private Finding Judge(ScriptValue value)
    {
        if (value.Boolean is { } truth)
        {
            return Finding.Of(truth, $"the script returned {(truth ? "true" : "false")}");
        }

        if (value.Number is { } number)
        {
            return Scored(number, null, "");
        }

        return value.Json is { ValueKind: JsonValueKind.Object } graded ? Graded(graded) : Finding.Faulted("the script returned neither a boolean, a number nor an object with pass, score and reason");
    }

    private Finding Graded(JsonElement graded)
    {
        bool? pass = graded.TryGetProperty("pass", out var given) && given.ValueKind is JsonValueKind.True or JsonValueKind.False ? given.GetBoolean() : null;
        var reason = graded.TryGetProperty("reason", out var words) && words.ValueKind == JsonValueKind.String ? words.GetString()! : "";
        if (!graded.TryGetProperty("score", out var score))
        {
            return pass is { } alone ? Finding.Of(alone, reason.Length > 0 ? reason : $"the script returned pass: {(alone ? "true" : "false")}") : NoVerdict();
        }

        return score.ValueKind == JsonValueKind.Number ? Scored(score.GetDouble(), pass, reason)
            : score.ValueKind == JsonValueKind.String ? Finding.Faulted("the script returned a score that is not a finite number")
            : NoVerdict();
    }

    private Finding Scored(double score, bool? pass, string reason)
    {
        if (!double.IsFinite(score))
        {
            return Finding.Faulted("the script returned a score that is not a finite number");
        }

        var holds = pass ?? (threshold is { } limit ? score >= limit : score > 0);
        return Finding.Scored(holds, score, reason.Length > 0 ? reason : string.Create(CultureInfo.InvariantCulture, $"the script returned {score:R}"));
    }

    private static Finding NoVerdict() => Finding.Faulted("the script returned an object without pass and without a number as score");
}

using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Call;

/// <summary>The model stopped for the reason named (<c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_calls</c>), without regard to case.</summary>
internal sealed class FinishReasonCheck(string reason) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        value is { ValueKind: JsonValueKind.String } given && given.GetString() is { Length: > 0 } reason
            ? new FinishReasonCheck(reason)
            : AssertionErrors.Value("the value must be a reason such as stop, length, content_filter or tool_calls");

    public Finding Evaluate(AssertionContext context) =>
        context.FinishReason is { } actual
            ? Finding.Of(string.Equals(actual, reason, StringComparison.OrdinalIgnoreCase), $"the finish reason is {Quote.Of(actual)}")
            : Finding.Faulted("the finish reason is unknown: the provider reports none");
}

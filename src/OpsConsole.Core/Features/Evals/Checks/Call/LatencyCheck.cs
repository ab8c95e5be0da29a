using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Checks.Call;

/// <summary>The answer took at most the threshold, in milliseconds.</summary>
internal sealed class LatencyCheck(double limit) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        threshold is >= 0 ? new LatencyCheck(threshold.Value) : AssertionErrors.Threshold("latency needs a threshold in milliseconds, 0 or more");

    public Finding Evaluate(AssertionContext context) =>
        context.LatencyMs is { } took
            ? Finding.Of(took <= limit, string.Create(CultureInfo.InvariantCulture, $"took {took:0.###} ms, the limit is {limit:R} ms"))
            : Finding.Faulted("the latency is unknown: the answer came from the cache or was not timed");
}

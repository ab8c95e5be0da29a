using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Checks.Call;

/// <summary>The answer cost at most the threshold, in US dollars.</summary>
internal sealed class CostCheck(double limit) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        threshold is >= 0 ? new CostCheck(threshold.Value) : AssertionErrors.Threshold("cost needs a threshold in US dollars, 0 or more");

    public Finding Evaluate(AssertionContext context) =>
        context.CostUsd is { } cost
            ? Finding.Of((double)cost <= limit, string.Create(CultureInfo.InvariantCulture, $"cost ${cost:0.#########}, the limit is ${limit:R}"))
            : Finding.Faulted("the cost is unknown: the model has no price or the answer reports no tokens");
}

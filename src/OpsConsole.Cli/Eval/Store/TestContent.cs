using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>One test in the form of a dataset case; its key holds the test's index.</summary>
internal sealed record TestContent(string Key, string Title, string VariablesJson, IReadOnlyList<string> Expected, IReadOnlyList<Assertion> Assertions, double? Threshold)
{
    // Plain letters instead of \u escapes, so that a search finds them in the stored text.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Without what the run holds for all of them.</summary>
    public static IEnumerable<TestContent> Of(EvalPlan plan) => plan.Config.Tests.Select((test, index) => new TestContent(
        $"t{index}",
        Labels.TitleOf(test, Labels.NameLength),
        JsonSerializer.Serialize(test.PromptVars, Plain),
        test.Expected,
        [.. test.Assertions.Skip(plan.Shared.Count)],
        plan.Threshold is null ? test.Threshold : null));

    /// <summary>A list as its column holds it.</summary>
    public static string Column<T>(IReadOnlyList<T> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, Plain);
}

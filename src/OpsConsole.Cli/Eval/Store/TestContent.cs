using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>One test in the form of a dataset case; its key holds the test's index.</summary>
internal sealed record TestContent(string Key, string Title, string VariablesJson, IReadOnlyList<string> Expected, IReadOnlyList<Assertion> Assertions, double? Threshold)
{
    // Plain letters instead of \u escapes, so that a search finds them in the stored text.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without what the run holds for all of them.</summary>
    public static IEnumerable<TestContent> Of(EvalPlan plan) => plan.Config.Tests.Select((test, index) => new TestContent(
        $"t{index}",
        Labels.TitleOf(test, Labels.NameLength),
        JsonSerializer.Serialize(test.Vars, Plain),
        test.Expected,
        [.. test.Assertions.Skip(plan.Shared.Count)],
        plan.Threshold is null ? test.Threshold : null));

    public DatasetCase ToRow(int versionId, int position) => new()
    {
        DatasetVersionId = versionId,
        Position = position,
        Key = Key,
        Title = Title,
        VariablesJson = VariablesJson,
        Expected = Expected,
        Tags = [],
        Assertions = Assertions,
        Threshold = Threshold,
    };
}

using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Home;

/// <summary>What a workspace lacks, in the order in which its parts need each other. At most three at a time.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<NextStep> Of(int systems, int prompts, int datasets, IReadOnlyList<ListProviders.Item> providers, int benchmarks, int runs, IReadOnlyList<ListLabelQueues.Item> openQueues)
    {
        var paid = providers.Where(provider => provider.Kind is not (ProviderKind.Builtin or ProviderKind.Echo)).ToList();
        IEnumerable<NextStep?> steps =
        [
            systems == 0 ? new("Add an AI system", "One product feature that calls models; everything else belongs to one.", "Add system", "/systems/new", Permission.SystemsWrite) : null,
            systems > 0 && prompts == 0 ? new("Write a prompt", "A named template with immutable versions: what candidates are made of.", "Write prompt", "/prompts/new", Permission.PromptsWrite) : null,
            systems > 0 && datasets == 0 ? new("Import a dataset", "Cases with variables and expected answers, from CSV, JSONL or YAML.", "Import dataset", "/datasets/new", Permission.DatasetsWrite) : null,
            paid.Count == 0 ? new("Add a provider of models", "Only the built-in baseline methods can be compared until a provider is there; its key stays in an environment variable.", "Add provider", "/providers/new", Permission.ProvidersWrite) : null,
            paid.Find(provider => provider.Enabled && provider.TestOk is not true) is { } untested ? new($"Test the connection to {untested.Name}", untested.TestOk is null ? "It has not been tested yet." : $"The last test failed: {untested.TestMessage}", "Open provider", $"/providers/{untested.Key}", Permission.ProvidersWrite) : null,
            prompts > 0 && datasets > 0 && benchmarks == 0 ? new("Define a benchmark", "Which candidates are compared on which cases, and when.", "Define benchmark", "/benchmarks/new", Permission.BenchmarksWrite) : null,
            openQueues.FirstOrDefault(queue => queue.Mine < queue.ItemCount && queue.Given < queue.Wanted) is { } queue ? new($"Label {Answers(queue)} of {queue.RunKey}", $"{queue.Name}: {queue.Given} of {queue.Wanted} labels are given.", "Label", $"/labels/{queue.Key}", Permission.LabelsWrite) : null,
            benchmarks > 0 && runs == 0 ? new("Run a benchmark", "The first run shows how the candidates compare.", "Open benchmarks", "/benchmarks", Permission.RunsExecute) : null,
        ];
        return [.. steps.OfType<NextStep>().Take(3)];
    }

    // No more than the reader has left, and no more than others leave.
    private static string Answers(ListLabelQueues.Item queue) => Math.Min(queue.ItemCount - queue.Mine, queue.Wanted - queue.Given) is var left and not 1 ? $"{left} answers" : "1 answer";
}

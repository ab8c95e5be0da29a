using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Checks;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class FindPromptLeaksTests : DatasetShelf
{
    private const string Prompt = "support/answer";

    [Fact]
    public async Task HandleAsync_CasesInTheExamples_NamesEachDatasetWithItsCases()
    {
        await ImportAsync(
            """
            {"id":"a","vars":{"question":"How long do I have to return a parcel?"},"answers":["thirty days from delivery, at no cost"]}
            {"id":"b","vars":{"question":"Is glass covered by the household policy?"}}
            """);
        await AddDatasetAsync("support", "regression", """{"id":"r","vars":{"question":"is GLASS covered, by the household policy"}}""");
        await AddDatasetAsync("support", "clean", """{"id":"x","vars":{"question":"something that no prompt has ever said"}}""");
        await AddVersionAsync("Example: how long do I have to return a parcel? Thirty days from delivery, at no cost. Is glass covered by the household policy?");

        var report = (await Console.Get<FindPromptLeaks>().HandleAsync(Prompt, 1, TestConsole.Viewer, None)).Value;

        Assert.Equal((3, 4), (report.Datasets, report.Cases));
        Assert.Empty(report.LeftOut);
        Assert.Equal(
            ["golden v1 2: a message 1 (system), b message 1 (system)", "regression v1 1: r message 1 (system)"],
            report.Found.Select(item => $"{item.DatasetKey} v{item.Version} {item.LeakedCases}: {string.Join(", ", item.First.Select(leak => $"{leak.CaseKey} {leak.Where}"))}"));
    }

    [Fact]
    public async Task HandleAsync_CleanVersionAfterALeakingOne_HasNone()
    {
        await ImportAsync("""{"id":"a","vars":{"question":"one two three four five"}}""");
        await AddVersionAsync("one two three four five");
        await AddVersionAsync("nothing of it");

        Assert.Single((await Console.Get<FindPromptLeaks>().HandleAsync(Prompt, 1, TestConsole.Viewer, None)).Value.Found);
        Assert.Empty((await Console.Get<FindPromptLeaks>().HandleAsync(Prompt, 2, TestConsole.Viewer, None)).Value.Found);
    }

    /// <summary>A leak that a newer version of the dataset no longer has is mended; a dataset of another system is another team's.</summary>
    [Fact]
    public async Task HandleAsync_OlderVersionOrOtherSystem_IsNotLookedThrough()
    {
        await ImportAsync("""{"id":"a","vars":{"question":"one two three four five"}}""");
        await ImportAsync("""{"id":"a","vars":{"question":"mended"}}""");
        await Console.Get<CreateSystem>().HandleAsync(new("other", new SystemFacts { Name = "Other" }), TestConsole.Engineer, None);
        await AddDatasetAsync("other", "elsewhere", """{"id":"o","vars":{"question":"one two three four five"}}""");
        await AddVersionAsync("one two three four five");

        var report = (await Console.Get<FindPromptLeaks>().HandleAsync(Prompt, 1, TestConsole.Viewer, None)).Value;

        Assert.Equal((1, 0), (report.Datasets, report.Found.Count));
    }

    [Fact]
    public async Task HandleAsync_ManyLeakedCases_NamesTheFirst()
    {
        await ImportAsync(string.Join('\n', Enumerable.Range(1, 8).Select(i => $$$"""{"id":"c{{{i}}}","vars":{"question":"one two three four five","n":{{{i}}}}}""")));
        await AddVersionAsync("one two three four five");

        var item = Assert.Single((await Console.Get<FindPromptLeaks>().HandleAsync(Prompt, 1, TestConsole.Viewer, None)).Value.Found);

        Assert.Equal((8, FindPromptLeaks.NamedCases), (item.LeakedCases, item.First.Count));
    }

    [Fact]
    public async Task HandleAsync_NoSuchVersion_IsRefused() =>
        Assert.False((await Console.Get<FindPromptLeaks>().HandleAsync("none", 1, TestConsole.Viewer, None)).IsOk);

    private async Task AddDatasetAsync(string system, string key, string jsonl)
    {
        await Console.Get<CreateDataset>().HandleAsync(new(system, key, key, DatasetKind.Golden), TestConsole.Engineer, None);
        Assert.True((await Console.Get<AddDatasetVersion>().HandleAsync(new(key, Stream(jsonl), DatasetFormat.Jsonl, ""), TestConsole.Engineer, None)).IsOk);
    }

    private async Task AddVersionAsync(string message)
    {
        await Console.Get<CreatePrompt>().HandleAsync(new("support", Prompt, "Answer"), TestConsole.Engineer, None);
        var content = new PromptContent([new PromptMessage("system", message)], []);
        Assert.True((await Console.Get<AddPromptVersion>().HandleAsync(new(Prompt, content, "next"), TestConsole.Engineer, None)).IsOk);
    }
}

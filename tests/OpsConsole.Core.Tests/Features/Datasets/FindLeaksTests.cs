using OpsConsole.Core.Features.Datasets.Checks;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class FindLeaksTests : DatasetShelf
{
    [Fact]
    public async Task HandleAsync_CaseInAPromptsExamples_NamesCaseVersionAndPlace()
    {
        await ImportAsync(
            """
            {"id":"a","vars":{"question":"How long do I have to return a parcel?"},"answers":["thirty days from delivery, at no cost"]}
            {"id":"b","vars":{"question":"Is glass covered?"},"answers":["yes"]}
            {"id":"c","vars":{"question":"What is a sample of the question here?"}}
            {"id":"d","vars":{"question":"Unrelated to anything at all"}}
            """);
        await AddPromptAsync(
            "support", "support/answer",
            "You answer. Example: Q: how long do I have to RETURN a parcel A: Thirty days from delivery – at no cost. yes. Is glass covered?",
            "What is a sample of the question, here?");
        await Console.Get<CreateSystem>().HandleAsync(new("other", new SystemFacts { Name = "Other" }), TestConsole.Engineer, None);
        await AddPromptAsync("other", "other/answer", "Unrelated to anything at all", "x");

        var report = await FindAsync();

        Assert.Equal(
            [
                "a Input question support/answer v1 message 1 (system)",
                "a Answer accepted answer support/answer v1 message 1 (system)",
                "c Input question support/answer v1 sample of question",
            ],
            report.Leaks.Select(leak => $"{leak.CaseKey} {leak.Kind} {leak.What} {leak.PromptKey} v{leak.PromptVersion} {leak.Where}"));
        Assert.Equal((4, 1, 2, 3), (report.Cases, report.PromptVersions, report.LeakedCases, report.Total));
    }

    [Fact]
    public async Task HandleAsync_OldVersionThatNothingServes_IsNotLookedThrough()
    {
        await ImportAsync("""{"id":"a","vars":{"question":"one two three four five"}}""");
        await AddPromptAsync("support", "support/answer", "one two three four five", "s");
        await Console.Get<AddPromptVersion>().HandleAsync(new("support/answer", Content("clean", "s"), "mended"), TestConsole.Engineer, None);

        Assert.Equal((1, 0), ((await FindAsync()).PromptVersions, (await FindAsync()).LeakedCases));
    }

    [Theory]
    [InlineData("one two three", false)]
    [InlineData("one two three four", true)]
    [InlineData("two three four five", true)]
    [InlineData("one two three five", false)]
    [InlineData("Donaudampfschifffahrt", true)]
    [InlineData("", false)]
    public void Find_Words_OnlyInARowAndLongEnough(string text, bool found)
    {
        var finder = new LeakFinder([new("p", 1, "message 1 (user)", Words.Of("two one two three four five. One two! Donaudampfschifffahrt"))]);

        Assert.Equal(found, finder.Find(Words.Of(text)).Any());
    }

    private async Task<FindLeaks.Report> FindAsync() => (await Console.Get<FindLeaks>().HandleAsync(new("golden"), TestConsole.Viewer, None)).Value;

    private async Task AddPromptAsync(string system, string key, string message, string sample)
    {
        await Console.Get<CreatePrompt>().HandleAsync(new(system, key, "Answer"), TestConsole.Engineer, None);
        await Console.Get<AddPromptVersion>().HandleAsync(new(key, Content(message, sample), "first"), TestConsole.Engineer, None);
    }

    private static PromptContent Content(string message, string sample) => new(
        [new PromptMessage("system", message), new PromptMessage("user", "{{ question }}")], [new PromptVariable("question", PromptVariableType.Text, true, sample)]);
}

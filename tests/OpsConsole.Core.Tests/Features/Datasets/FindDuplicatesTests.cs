using System.Diagnostics;
using System.Globalization;
using OpsConsole.Core.Features.Datasets.Checks;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class FindDuplicatesTests : DatasetShelf
{
    [Fact]
    public async Task HandleAsync_EqualAndNearCases_AreGroupedWithTheDifferingWords()
    {
        await ImportAsync(
            """
            {"id":"a","vars":{"q":"How many days do I have to return a parcel in the mail?"},"answers":["30"]}
            {"id":"b","vars":{"q":"What does glass insurance cover in a rented flat?"}}
            {"id":"c","vars":{"q":"  how many DAYS do I have to return a parcel in the mail? "},"answers":["14"]}
            {"id":"d","vars":{"q":"How many weeks do I have to return a parcel in the mail?"},"answers":["30"]}
            {"id":"e","vars":{"q":"ﬁve"}}
            {"id":"f","vars":{"q":"five"}}
            {"id":"g","vars":{"other":"five"}}
            """);

        var report = await FindAsync();

        Assert.Equal((7, 2, 1), (report.Cases, report.ExactGroups, report.NearGroups));
        Assert.Equal(["a,c", "e,f", "a,d"], report.Groups.Select(group => string.Join(',', group.Members.Select(member => member.Key))));
        Assert.Equal([true, true, false], report.Groups.Select(group => group.IsExact));
        Assert.Equal([true, false, false], report.Groups.Select(group => group.AnswersDiffer));
        Assert.Equal(["c", "d", "f"], report.Others);
        Assert.Equal(["c", "f"], report.ExactOthers);
        Assert.Equal(
            [("days", DiffKind.Removed), ("weeks", DiffKind.Added)],
            report.Groups[2].Members[1].Parts.Where(part => part.Kind != DiffKind.Same).Select(part => (part.Text, part.Kind)));
        Assert.InRange(report.Groups[2].Members[1].Similarity, 0.7, 0.99);
    }

    [Fact]
    public async Task HandleAsync_TwoQuestionsAboutOneLongText_AreNoDuplicates()
    {
        var text = string.Join(' ', Enumerable.Range(0, 200).Select(index => $"clause{index}"));
        await ImportAsync($$$"""
            {"id":"a","vars":{"question":"What is the excess for hail?","context":"{{{text}}}"}}
            {"id":"b","vars":{"question":"When must theft be reported?","context":"{{{text}}}"}}
            {"id":"c","vars":{"question":"What is the excess for hail damage?","context":"{{{text}}} end"}}
            """);

        Assert.Equal(["a,c"], (await FindAsync()).Groups.Select(group => string.Join(',', group.Members.Select(member => member.Key))));
    }

    [Fact]
    public void Group_RandomTexts_FindsExactlyTheGroupsThatComparingAllPairsFinds()
    {
        var random = new Random(11);
        for (var round = 0; round < 30; round++)
        {
            var threshold = 0.5 + (round % 5 * 0.1);
            var sets = Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, random.Next(1, 12)).Select(_ => (ulong)random.Next(16)).Distinct().ToArray()).ToArray();

            var groups = SimilarTexts.Group(sets, threshold, (_, _) => true, None);

            Assert.Equal(ByAllPairs(sets, threshold), groups);
        }
    }

    [Fact]
    public async Task HandleAsync_TenThousandCases_TakesSecondsAndAnswersTheSameTwice()
    {
        var random = new Random(5);
        var words = Enumerable.Range(0, 3_000).Select(index => string.Create(CultureInfo.InvariantCulture, $"word{index}")).ToArray();
        var lines = new List<string>();
        while (lines.Count < 10_000)
        {
            var text = Enumerable.Range(0, 20).Select(_ => words[random.Next(random.Next(1, words.Length))]).ToArray();
            Add(text);
            if (lines.Count % 10 == 0)
            {
                text[7] = "otherwise";
                Add(text);
            }
        }

        await ImportAsync(string.Join('\n', lines));
        var watch = Stopwatch.StartNew();

        var first = await FindAsync();
        var elapsed = watch.Elapsed;
        var second = await FindAsync();

        Assert.True(first.NearGroups > 500, $"{first.NearGroups} groups");
        Assert.Equal(first.Others, second.Others);
        Assert.True(elapsed < TimeSpan.FromSeconds(20), $"{elapsed}");

        void Add(string[] text) => lines.Add($$$"""{"id":"K{{{lines.Count}}}","vars":{"q":"{{{string.Join(' ', text)}}}"}}""");
    }

    [Fact]
    public async Task HandleAsync_SimilarityOutOfRange_IsRefused() => Assert.Equal(
        "datasets.invalid", (await Console.Get<FindDuplicates>().HandleAsync(new("golden", Similarity: 0.2), TestConsole.Viewer, None)).Error?.Code);

    private async Task<FindDuplicates.Report> FindAsync() => (await Console.Get<FindDuplicates>().HandleAsync(new("golden"), TestConsole.Viewer, None)).Value;

    private static int[] ByAllPairs(ulong[][] sets, double threshold)
    {
        var groups = Enumerable.Range(0, sets.Length).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var a = 0; a < sets.Length; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var common = sets[a].Intersect(sets[b]).Count();
                    if (groups[a] != groups[b] && (double)common / (sets[a].Length + sets[b].Length - common) >= threshold)
                    {
                        groups[a] = groups[b] = Math.Min(groups[a], groups[b]);
                        changed = true;
                    }
                }
            }
        }

        return groups;
    }
}

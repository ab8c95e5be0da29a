using System.Diagnostics;
using OpsConsole.Core.Features.Datasets.Compare;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class DiffDatasetVersionsTests : DatasetShelf
{
    [Fact]
    public async Task HandleAsync_EveryKindOfChange_IsCountedAndShownByField()
    {
        await ImportAsync(
            """
            {"id":"a","vars":{"q":"How deep is the sea?","n":1.0},"tags":["x"]}
            {"id":"b","vars":{"q":"two"}}
            {"id":"c","vars":{"q":"three"}}
            {"id":"d","vars":{"q":"four"}}
            """);
        await ImportAsync(
            """
            {"id":"new","vars":{"q":"zero"}}
            {"id":"d","vars":{"q":"four"}}
            {"id":"a","vars":{"n":1,"q":"How deep is the lake?"},"tags":["x","y"],"answers":["9 m"],"split":"test"}
            {"id":"c","vars":{"q":"three"}}
            """);

        var diff = await DiffAsync(new("golden", 1, 2));

        Assert.Equal(new DiffDatasetVersions.Counts(1, 1, 1, 1, 1), diff.Counts);
        Assert.Equal(["new Added", "b Removed", "d Moved", "a Changed"], diff.Items.Select(item => $"{item.Key} {item.Kind}").OrderBy(text => text[0] switch { 'n' => 0, 'b' => 1, 'd' => 2, _ => 3 }));
        var changed = diff.Items.Single(item => item.Kind == CaseChangeKind.Changed);
        Assert.Equal(["title", "q", "accepted answers", "tags", "split"], changed.Fields.Select(field => field.Name));
        Assert.Equal([("sea", DiffKind.Removed), ("lake", DiffKind.Added)], changed.Fields[1].Parts.Where(part => part.Kind != DiffKind.Same).Select(part => (part.Text, part.Kind)));
        Assert.Equal((3, 1), (diff.Items.Single(item => item.Key == "d").OldPosition, diff.Items.Single(item => item.Key == "d").NewPosition));
        Assert.Equal(4, diff.Total);
    }

    [Fact]
    public async Task HandleAsync_CasePutInAtTheTop_MovesNoOther()
    {
        await ImportAsync("""{"id":"a","vars":{"q":"one"}}""" + "\n" + """{"id":"b","vars":{"q":"two"}}""");
        await ImportAsync("""{"id":"z","vars":{"q":"zero"}}""" + "\n" + """{"id":"a","vars":{"q":"one"}}""" + "\n" + """{"id":"b","vars":{"q":"two"}}""");

        Assert.Equal(new DiffDatasetVersions.Counts(1, 0, 0, 0, 2), (await DiffAsync(new("golden", 1, 2))).Counts);
        Assert.Equal(new DiffDatasetVersions.Counts(0, 0, 1, 0, 2), (await DiffAsync(new("golden", 2, 1))).Counts);
        Assert.Equal(0, (await DiffAsync(new("golden", 2, 2))).Counts.Different);
    }

    [Fact]
    public async Task HandleAsync_LongValue_ShowsTheDifferenceAndSomeWordsAround()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 5_000));
        await ImportAsync($$$"""{"id":"a","vars":{"doc":"{{{text}}} old {{{text}}}"}}""");
        await ImportAsync($$$"""{"id":"a","vars":{"doc":"{{{text}}} new {{{text}}}"}}""");

        var parts = (await DiffAsync(new("golden", 1, 2))).Items[0].Fields.Single(field => field.Name == "doc").Parts;

        Assert.Equal(["old", "new"], parts.Where(part => part.Kind != DiffKind.Same).Select(part => part.Text));
        Assert.True(parts.Sum(part => part.Text.Length) < 500);
    }

    [Fact]
    public async Task HandleAsync_TenThousandCases_PagesWithinSeconds()
    {
        await ImportAsync(Cases(index => index));
        await ImportAsync(Cases(index => index % 2 == 0 ? index : -index));
        var watch = Stopwatch.StartNew();

        var diff = await DiffAsync(new("golden", 1, 2, CaseChangeKind.Changed, Offset: 4_990, Limit: 50));

        Assert.Equal((5_000, 10), (diff.Total, diff.Items.Count));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");

        static string Cases(Func<int, int> number) => string.Join('\n', Enumerable.Range(1, 10_000).Select(index => $$$"""{"id":"K{{{index}}}","vars":{"q":"{{{number(index)}}}"}}"""));
    }

    [Fact]
    public async Task HandleAsync_UnknownVersionOrDataset_IsNamed()
    {
        await ImportAsync("""{"id":"a","vars":{"q":"one"}}""");

        Assert.Equal("datasets.version-not-found", (await Console.Get<DiffDatasetVersions>().HandleAsync(new("golden", 1, 9), TestConsole.Viewer, None)).Error?.Code);
        Assert.Equal("datasets.not-found", (await Console.Get<DiffDatasetVersions>().HandleAsync(new("none", 1, 2), TestConsole.Viewer, None)).Error?.Code);
    }

    private async Task<DiffDatasetVersions.Difference> DiffAsync(DiffDatasetVersions.Query query) =>
        (await Console.Get<DiffDatasetVersions>().HandleAsync(query, TestConsole.Viewer, None)).Value;
}

using System.Diagnostics;
using OpsConsole.Core.Features.Prompts.Diff;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts.Diff;

public sealed class TextDiffTests
{
    private static string Text(IEnumerable<DiffPart> parts) => string.Concat(parts.Select(part => part.Text));

    [Fact]
    public void SideBySide_ChangedLine_MarksOnlyTheWords()
    {
        var rows = TextDiff.SideBySide("same\nBe brief, please.\ngone", "same\nBe kind, please.");
        Assert.Equal(
            [(DiffKind.Same, DiffKind.Same), (DiffKind.Changed, DiffKind.Changed), (DiffKind.Removed, DiffKind.Filler)],
            rows.Select(row => (row.Old.Kind, row.New.Kind)));
        Assert.Equal([(DiffKind.Same, "Be "), (DiffKind.Removed, "brief"), (DiffKind.Same, ", please.")], rows[1].Old.Pieces.Select(p => (p.Kind, p.Text)));
        Assert.Equal([(DiffKind.Same, "Be "), (DiffKind.Added, "kind"), (DiffKind.Same, ", please.")], rows[1].New.Pieces.Select(p => (p.Kind, p.Text)));
        Assert.Equal((3, null), (rows[2].Old.Number, rows[2].New.Number));
    }

    [Fact]
    public void Inline_ReplacedLines_PutsRemovedAboveAdded()
    {
        var lines = TextDiff.Inline("a\nb1\nb2\nc", "a\nx1\nx2\nx3\nc");
        Assert.Equal(
            [
                (DiffKind.Same, 1, 1), (DiffKind.Removed, 2, null), (DiffKind.Removed, 3, null),
                (DiffKind.Added, null, 2), (DiffKind.Added, null, 3), (DiffKind.Added, null, 4), (DiffKind.Same, (int?)4, (int?)5),
            ],
            lines.Select(line => (line.Kind, line.OldNumber, line.NewNumber)));
    }

    [Fact]
    public void Inline_OnlyLineEndingsDiffer_IsAllTheSame() =>
        Assert.All(TextDiff.Inline("a\r\nb", "a\nb"), line => Assert.Equal(DiffKind.Same, line.Kind));

    [Fact]
    public void WordDiff_AnyTexts_PutsBothTogetherAgain()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            string a = Random(), b = Random();
            var parts = TextDiff.WordDiff(a, b);
            Assert.Equal(a, Text(parts.Where(part => part.Kind != DiffKind.Added)));
            Assert.Equal(b, Text(parts.Where(part => part.Kind != DiffKind.Removed)));
            var inline = TextDiff.Inline(a, b);
            Assert.Equal(a, string.Join('\n', inline.Where(line => line.OldNumber is not null).Select(line => Text(line.Pieces))));
            Assert.Equal(b, string.Join('\n', inline.Where(line => line.NewNumber is not null).Select(line => Text(line.Pieces))));
        }

        string Random() => string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => new[] { "a", "b ", "\n", "é😀", ", ", "word" }[random.Next(6)]));
    }

    [Fact]
    public void AnyDiff_LargeAndWhollyDifferent_StaysBounded()
    {
        var a = string.Join('\n', Enumerable.Range(0, 40_000).Select(i => $"old line {i}"));
        var b = string.Join('\n', Enumerable.Range(0, 40_000).Select(i => $"new text {-i}"));
        var watch = Stopwatch.StartNew();
        Assert.Equal(40_000, TextDiff.SideBySide(a, b).Count);
        Assert.NotEmpty(TextDiff.WordDiff(a, b));
        Assert.Equal(3_000, TextDiff.SideBySide(string.Join('\n', a.Split('\n').Take(3_000)), string.Join('\n', b.Split('\n').Take(3_000))).Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"took {watch.Elapsed}");
    }
}

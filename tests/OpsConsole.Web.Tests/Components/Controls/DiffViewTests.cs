using Bunit;
using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class DiffViewTests : ComponentTest
{
    private static readonly DiffLine[] Lines =
    [
        Line(DiffKind.Same, "a"), Line(DiffKind.Removed, "b1"), Line(DiffKind.Removed, "b2"), Line(DiffKind.Added, "B1"),
        Line(DiffKind.Same, "c"), Line(DiffKind.Added, "d"),
    ];

    [Fact]
    public void SideBySide_UnequalBlocks_KeepEveryLineOnceBesideItsReplacement()
    {
        var sides = Render<DiffView>(parameters => parameters.Add(view => view.Lines, Lines).Add(view => view.Title, "v1 to v2").Add(view => view.SideBySide, true))
            .FindAll(".half").Select(side => side.LastElementChild!.TextContent).Chunk(2).Select(pair => $"{pair[0]}|{pair[1]}");

        Assert.Equal(["a|a", "b1|B1", "b2|", "c|c", "|d"], sides);
    }

    [Fact]
    public void Inline_ChangedPiece_GetsTheStrongerTint()
    {
        DiffLine[] lines = [new(DiffKind.Removed, 1, null, [new("be "), new("long", true)]), new(DiffKind.Added, null, 1, [new("be "), new("brief", true)])];
        var view = Render<DiffView>(parameters => parameters.Add(control => control.Lines, lines).Add(control => control.Title, "v1 to v2"));

        Assert.Equal("long", view.Find("del").TextContent);
        Assert.Equal("brief", view.Find("ins").TextContent);
        Assert.Equal("be brief", view.Find(".add").LastElementChild!.TextContent);
    }

    [Fact]
    public void Inline_EqualTexts_SaysThatThereIsNoDifference()
    {
        var view = Render<DiffView>(parameters => parameters.Add(control => control.Lines, [Line(DiffKind.Same, "a")]).Add(control => control.Title, "v1 to v2"));

        Assert.Contains("No difference", view.Markup, StringComparison.Ordinal);
    }

    private static DiffLine Line(DiffKind kind, string text) => new(kind, 1, 1, [new DiffPiece(text)]);
}

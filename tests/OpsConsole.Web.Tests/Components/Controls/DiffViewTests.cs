using Bunit;
using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class DiffViewTests : ComponentTest
{
    [Fact]
    public void SideBySide_UnequalBlocks_KeepEveryLineOnceBesideItsReplacement()
    {
        var sides = View("a\nb1\nb2\nc", "a\nB1\nc\nd", sideBySide: true)
            .FindAll(".half").Select(side => side.LastElementChild!.TextContent.Trim()).Chunk(2).Select(pair => $"{pair[0]}|{pair[1]}");

        Assert.Equal(["a|a", "b1|B1", "b2|", "c|c", "|d"], sides);
    }

    [Fact]
    public void Inline_ChangedWord_GetsTheStrongerTintAndNoTextIsLost()
    {
        var view = View("be long", "be brief");

        Assert.Equal("long", view.Find("del").TextContent);
        Assert.Equal("brief", view.Find("ins").TextContent);
        Assert.Equal("be brief", view.Find(".add").LastElementChild!.TextContent);
    }

    [Fact]
    public void Inline_WholeLineAdded_IsTintedAsALineOnly()
    {
        var view = View("a", "a\nnew line");

        Assert.Equal("new line", view.Find(".add").LastElementChild!.TextContent);
        Assert.Empty(view.FindAll("ins"));
    }

    [Fact]
    public void EqualTexts_SayThatThereIsNoDifference() => Assert.Contains("No difference", View("a", "a").Markup, StringComparison.Ordinal);

    [Fact]
    public void LongUnchangedStretch_IsFoldedAndOpens()
    {
        var same = string.Join('\n', Enumerable.Range(1, 20));
        var view = View(same + "\nold", same + "\nnew");

        var fold = view.Find(".oc-diff-fold");
        Assert.Equal("17 unchanged lines", fold.TextContent);
        Assert.Equal(5, view.FindAll(".oc-l").Count);

        fold.Click();
        Assert.Equal(22, view.FindAll(".oc-l").Count);
    }

    private IRenderedComponent<DiffView> View(string before, string after, bool sideBySide = false) => Render<DiffView>(parameters => parameters
        .Add(view => view.Old, before).Add(view => view.New, after).Add(view => view.Title, "v1 to v2").Add(view => view.SideBySide, sideBySide));
}

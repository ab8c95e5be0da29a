using OpsConsole.Web.Features.Runs;
using Plotly.Blazor.Traces.ScatterLib;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Runs;

public sealed class PointLabelsTests
{
    [Fact]
    public void Place_OfALonePoint_PutsTheNameBesideIt() =>
        Assert.Equal([TextPositionEnum.MiddleRight], PointLabels.Place([Mark(0.2, 0.5, "v1 · lead")]));

    [Fact]
    public void Place_AtTheRightEdge_PutsTheNameInside() =>
        Assert.Equal([TextPositionEnum.MiddleLeft], PointLabels.Place([Mark(0.95, 0.5, "v1 · lead")]));

    [Theory]
    [InlineData(250)]
    [InlineData(500)]
    public void Place_OfCandidatesThatLieClose_LetsNoTwoNamesTouch(double width)
    {
        PointLabels.Mark[] marks =
        [
            Mark(0.20, 0.24, "v3 · lead"), Mark(0.245, 0.16, "v2 · lead"), Mark(0.60, 0.80, "v2 · extractive"),
            Mark(0.40, 0.86, "v3 · extractive"), Mark(0.66, 0.12, "v2 · extractive-span"), Mark(0.93, 0.52, "v1 · extractive"),
        ];

        var places = PointLabels.Place(marks);

        for (var one = 0; one < marks.Length; one++)
        {
            for (var other = one + 1; other < marks.Length; other++)
                Assert.False(PointLabels.Touch(marks[one], places[one], marks[other], places[other], width), $"{marks[one].Name} touches {marks[other].Name}");
        }
    }

    private static PointLabels.Mark Mark(double x, double y, string name) => new(x, y, y - 0.08, y + 0.08, name);
}

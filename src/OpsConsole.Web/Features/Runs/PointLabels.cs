using Plotly.Blazor.Traces.ScatterLib;

namespace OpsConsole.Web.Features.Runs;

/// <summary>
/// Places the names of a chart's points so that they keep off each other, off the dots and their whiskers, and inside the plot. The width of
/// the plot is known to the browser alone, so a place must do on a phone and on a desk.
/// </summary>
public static class PointLabels
{
    private const double Height = 190;
    private const double LetterWidth = 6.4;
    private const double LetterHeight = 14;
    private const double Gap = 8;
    private static readonly double[] Widths = [250, 500];

    // In the order of liking: beside the dot is read at once.
    private static readonly TextPositionEnum[] Places =
    [
        TextPositionEnum.MiddleRight, TextPositionEnum.MiddleLeft, TextPositionEnum.TopRight,
        TextPositionEnum.TopLeft, TextPositionEnum.BottomRight, TextPositionEnum.BottomLeft,
    ];

    /// <param name="X">Share of the plot's width, from the left.</param>
    /// <param name="Y">Share of the plot's height, from below; so are the ends of the whisker.</param>
    public sealed record Mark(double X, double Y, double Low, double High, string Name);

    public static IReadOnlyList<TextPositionEnum> Place(IReadOnlyList<Mark> marks)
    {
        var places = Enumerable.Repeat(TextPositionEnum.MiddleRight, marks.Count).ToArray();

        // Each label in turn takes the best place among the others as they stand; a few rounds settle it.
        for (var round = 0; round < 4; round++)
        {
            for (var index = 0; index < marks.Count; index++)
                places[index] = Places.MinBy(place => Cost(marks, places, index, place));
        }

        return places;
    }

    /// <summary>Whether two labels touch, in a plot of that width.</summary>
    public static bool Touch(Mark one, TextPositionEnum place, Mark other, TextPositionEnum otherPlace, double width) =>
        Box.Of(one, place, width).Overlap(Box.Of(other, otherPlace, width)) > 0;

    private static double Cost(IReadOnlyList<Mark> marks, TextPositionEnum[] places, int index, TextPositionEnum place) =>
        Array.IndexOf(Places, place) + Widths.Sum(width => Crowding(marks, places, index, place, width));

    private static double Crowding(IReadOnlyList<Mark> marks, TextPositionEnum[] places, int index, TextPositionEnum place, double width)
    {
        var label = Box.Of(marks[index], place, width);
        var cost = 4 * label.Outside(width);
        for (var other = 0; other < marks.Count; other++)
        {
            if (other == index)
                continue;

            cost += label.Overlap(Box.Of(marks[other], places[other], width)) + (2 * label.Overlap(Box.Dot(marks[other], width))) + (3 * label.Overlap(Box.Whisker(marks[other], width)));
        }

        return cost;
    }

    /// <summary>In pixels, from the lower left corner of the plot.</summary>
    private readonly record struct Box(double Left, double Right, double Bottom, double Top)
    {
        public static Box Of(Mark mark, TextPositionEnum place, double width)
        {
            var (x, y, length) = (mark.X * width, mark.Y * Height, mark.Name.Length * LetterWidth);
            var left = place is TextPositionEnum.MiddleLeft or TextPositionEnum.TopLeft or TextPositionEnum.BottomLeft ? x - Gap - length : x + Gap;
            var bottom = place switch
            {
                TextPositionEnum.TopLeft or TextPositionEnum.TopRight => y + Gap,
                TextPositionEnum.BottomLeft or TextPositionEnum.BottomRight => y - Gap - LetterHeight,
                _ => y - (LetterHeight / 2),
            };
            return new(left, left + length, bottom, bottom + LetterHeight);
        }

        public static Box Dot(Mark mark, double width) => new((mark.X * width) - 7, (mark.X * width) + 7, (mark.Y * Height) - 7, (mark.Y * Height) + 7);

        public static Box Whisker(Mark mark, double width) => new((mark.X * width) - 2, (mark.X * width) + 2, mark.Low * Height, mark.High * Height);

        public double Overlap(Box other) =>
            Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left)) * Math.Max(0, Math.Min(Top, other.Top) - Math.Max(Bottom, other.Bottom));

        public double Outside(double width) =>
            LetterHeight * (Math.Max(0, -Left) + Math.Max(0, Right - width)) + ((Right - Left) * (Math.Max(0, -Bottom) + Math.Max(0, Top - Height)));
    }
}

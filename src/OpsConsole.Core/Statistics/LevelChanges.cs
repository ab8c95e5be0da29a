namespace OpsConsole.Core.Statistics;

/// <summary>One figure of a series over time.</summary>
/// <param name="StandardError">Of this figure, in its unit; null where only the scatter of the series tells how far one may be off.</param>
public readonly record struct SeriesPoint(double Value, double? StandardError = null);

/// <summary>By which rule a level counts as changed.</summary>
public sealed record ChangeRule
{
    public static ChangeRule Default { get; } = new();

    /// <summary>Chance of naming a change in a stretch that has none, over all of its places together. Low, because many series are looked at.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Figures that a search needs where each has its standard error.</summary>
    public int Fewest { get; init; } = 3;

    /// <summary>Figures that a search needs where the noise must be read from their scatter.</summary>
    public int FewestByScatter { get; init; } = 8;

    /// <summary>Noise is never taken for less than this share of the level where it is read from the scatter: a tenth of a cent more is no event.</summary>
    public double LeastScatter { get; init; } = 0.005;

    internal int Needed(bool byScatter) => byScatter ? FewestByScatter : Fewest;
}

/// <summary>A new level: the first figure that has it, and what it is against the stretch before.</summary>
/// <param name="At">Index of the first figure of the new level.</param>
/// <param name="Before">Mean of the stretch before, back to the change before it.</param>
/// <param name="After">Mean from here on, up to the next change.</param>
/// <param name="Interval">95 %, of <see cref="Size"/>.</param>
/// <param name="PValue">Corrected for all the places that were looked at.</param>
public sealed record LevelChange(int At, double Before, double After, Interval Interval, double PValue, int PointsBefore, int PointsAfter)
{
    public double Size => After - Before;
}

/// <summary>What a search found.</summary>
/// <param name="Needed">How many figures it needs; fewer are not searched.</param>
public sealed record ChangeSearch(IReadOnlyList<LevelChange> Changes, int Points, int Needed)
{
    public bool TooFew => Points < Needed;
}

/// <summary>
/// Finds the figures at which a series left its level beyond noise: circular binary segmentation (Olshen, Venkatraman, Lucito and Wigler, Biostatistics
/// 5:557, 2004; after Sen and Srivastava, Ann. Statist. 3:98, 1975). The arc whose mean differs most from that of the rest is tested, so that a dip that
/// recovered is found as well as a step; an end of the arc that by itself divides nothing is dropped; then every part is searched in turn.
/// </summary>
/// <remarks>
/// <para>
/// Where figures have standard errors the test is normal with these, widened where neighbouring figures differ by more than they allow (dispersion, from
/// the median of the squared standardised steps; never narrowed). Where they have none it is the t test with the scatter within both parts. p values are
/// multiplied by the number of arcs looked at (Bonferroni), which is more than enough because neighbouring arcs are alike.
/// </para>
/// <para>
/// Runs of the same cases share the luck of those cases, so that their standard errors overstate how much one differs from the next: the search then
/// misses small changes sooner than it invents one. When the cases themselves change, the level may move for that reason alone; it is then named with
/// that cause.
/// </para>
/// </remarks>
public static class LevelChanges
{
    private const int FewestBefore = 2;

    public static ChangeSearch Find(IReadOnlyList<SeriesPoint> points, ChangeRule? rule = null)
    {
        rule ??= ChangeRule.Default;
        foreach (var point in points)
        {
            if (!double.IsFinite(point.Value) || point.StandardError is { } error && !(error >= 0 && double.IsFinite(error)))
                throw new ArgumentOutOfRangeException(nameof(points), point, "A figure is finite and its error not negative; a run without one is left out.");
        }

        // One figure without an error of its own makes the errors of all unusable.
        var byScatter = points.Any(point => point.StandardError is null);
        var search = new Search(new LevelSeries(points, byScatter, rule.LeastScatter), rule.Alpha, rule.Needed(byScatter));
        return new ChangeSearch(search.Run(), points.Count, rule.Needed(byScatter));
    }

    private sealed class Search(LevelSeries series, double alpha, int needed)
    {
        private readonly SortedDictionary<int, double> _found = [];

        public IReadOnlyList<LevelChange> Run()
        {
            Within(0, series.Count);
            var bounds = _found.Keys.Prepend(0).Append(series.Count).ToArray();
            return [.. _found.Select((change, index) => Describe(bounds[index], change.Key, bounds[index + 2], change.Value))];
        }

        private void Within(int from, int until)
        {
            var length = until - from;
            if (length < needed)
                return;

            var (at, end, distance) = (0, 0, double.NegativeInfinity);
            for (var i = from + FewestBefore; i < until; i++)
            {
                for (var j = until; j > i; j--)
                {
                    if (series.Distance(from, i, j, until) is var found && found > distance)
                        (at, end, distance) = (i, j, found);
                }
            }

            var arcs = (length - FewestBefore) * (length - FewestBefore + 1) / 2;
            var corrected = Math.Min(1, series.P(distance, length) * arcs);
            if (!(corrected <= alpha))
                return;

            var cuts = end == until ? [at] : new[] { at, end }.Where(cut => Divides(cut == at ? from : at, cut, cut == at ? end : until)).ToArray();
            foreach (var cut in cuts)
                _found[cut] = corrected;
            var bounds = cuts.Prepend(from).Append(until).ToArray();
            for (var part = 1; part < bounds.Length && cuts.Length > 0; part++)
                Within(bounds[part - 1], bounds[part]);
        }

        private bool Divides(int from, int at, int until) => until - from > FewestBefore && series.P(series.Distance(from, at, until, until), until - from) <= alpha;

        private LevelChange Describe(int from, int at, int until, double p)
        {
            var (before, after) = (series.Mean(from, at), series.Mean(at, until));
            var half = series.Quantile(until - from) * series.Error(from, at, until, until);
            return new LevelChange(at, before, after, new Interval(after - before - half, after - before + half), p, at - from, until - at);
        }
    }
}

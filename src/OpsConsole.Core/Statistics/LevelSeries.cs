namespace OpsConsole.Core.Statistics;

/// <summary>Running sums over a series, so that any two parts of it are compared in constant time.</summary>
internal sealed class LevelSeries
{
    /// <summary>The median of χ² with one degree of freedom: what the median squared step is where the errors are right.</summary>
    private const double MedianOfChiSquare = 0.45493642311957;

    private readonly double[] _values;
    private readonly double[] _squares;
    private readonly double[] _variances;
    private readonly double _origin;
    private readonly double _dispersion;
    private readonly double _leastScatter;
    private readonly bool _byScatter;

    public LevelSeries(IReadOnlyList<SeriesPoint> points, bool byScatter, double leastScatter)
    {
        (_byScatter, _leastScatter, Count) = (byScatter, leastScatter, points.Count);

        // Squares are summed about the first value: about zero they would drown the scatter of a large level.
        _origin = points.Count == 0 ? 0 : points[0].Value;
        (_values, _squares, _variances) = (new double[Count + 1], new double[Count + 1], new double[Count + 1]);
        for (var i = 0; i < Count; i++)
        {
            var (value, error) = (points[i].Value - _origin, points[i].StandardError ?? 0);
            _values[i + 1] = _values[i] + value;
            _squares[i + 1] = _squares[i] + (value * value);
            _variances[i + 1] = _variances[i] + (error * error);
        }

        _dispersion = byScatter ? 1 : Dispersion(points);
    }

    public int Count { get; }

    public double Mean(int from, int until) => _origin + ((_values[until] - _values[from]) / (until - from));

    /// <summary>How many standard errors the mean of [at, end) lies from that of the rest of [from, until).</summary>
    public double Distance(int from, int at, int end, int until)
    {
        var inside = (_values[end] - _values[at]) / (end - at);
        var outside = (_values[until] - _values[from] - (_values[end] - _values[at])) / (until - from - (end - at));
        return inside == outside ? 0 : Math.Abs(inside - outside) / Error(from, at, end, until);
    }

    /// <summary>Standard error of that difference.</summary>
    public double Error(int from, int at, int end, int until)
    {
        double inside = end - at, outside = until - from - inside;
        if (!_byScatter)
        {
            var own = _variances[end] - _variances[at];
            return Math.Sqrt(_dispersion * ((own / (inside * inside)) + ((_variances[until] - _variances[from] - own) / (outside * outside))));
        }

        var (sum, rest) = (_values[end] - _values[at], _values[until] - _values[from] - (_values[end] - _values[at]));
        var scatter = Math.Max(0, _squares[until] - _squares[from] - (sum * sum / inside) - (rest * rest / outside)) / Degrees(until - from);
        var least = _leastScatter * Math.Max(Math.Abs(_origin + (sum / inside)), Math.Abs(_origin + (rest / outside)));
        return Math.Sqrt(Math.Max(scatter, least * least) * ((1 / inside) + (1 / outside)));
    }

    /// <summary>Two-sided, of one distance in a part of this length.</summary>
    public double P(double distance, int length) => _byScatter ? StudentT.TwoSidedP(distance, Degrees(length)) : 2 * Normal.Cdf(-distance);

    /// <summary>Of a 95 % interval.</summary>
    public double Quantile(int length) => _byScatter ? StudentT.TwoSided(0.95, Degrees(length)) : Normal.TwoSided(0.95);

    private static int Degrees(int length) => Math.Max(1, length - 2);

    private static double Dispersion(IReadOnlyList<SeriesPoint> points)
    {
        var steps = Enumerable.Range(1, Math.Max(0, points.Count - 1))
            .Select(i => (Step: points[i].Value - points[i - 1].Value, Variance: Square(points[i].StandardError) + Square(points[i - 1].StandardError)))
            .Where(step => step.Variance > 0)
            .Select(step => step.Step * step.Step / step.Variance)
            .Order()
            .ToArray();

        // The median of a handful says little; until there are eight figures the errors are believed.
        return steps.Length < 7 ? 1 : Math.Max(1, (steps[(steps.Length - 1) / 2] + steps[steps.Length / 2]) / 2 / MedianOfChiSquare);
    }

    private static double Square(double? error) => error is { } value ? value * value : 0;
}

namespace OpsConsole.Core.Statistics;

/// <summary>A confidence interval, both ends included, in the unit of what it is about.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool LiesAbove(double value) => Low > value;

    public bool LiesBelow(double value) => High < value;

    /// <summary>The interval of the difference the other way round.</summary>
    public Interval Negate() => new(-High, -Low);
}

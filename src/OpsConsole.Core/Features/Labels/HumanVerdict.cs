using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Labels;

/// <summary>How labels become pass or fail.</summary>
internal static class HumanVerdict
{
    public static bool? Of(bool? pass, int? rating) => pass ?? rating switch
    {
        >= 4 => true,
        <= 2 => false,
        _ => null,
    };

    /// <summary>Null where people are split evenly, or nobody said either.</summary>
    public static bool? Majority(IEnumerable<bool?> verdicts)
    {
        var said = verdicts.Where(verdict => verdict is not null).ToList();
        return Math.Sign(said.Count(verdict => verdict == true) - said.Count(verdict => verdict == false)) switch
        {
            > 0 => true,
            < 0 => false,
            _ => null,
        };
    }

    /// <summary>Category 0 is pass, 1 is fail.</summary>
    public static ConfusionMatrix Matrix(IEnumerable<(bool Row, bool Column)> pairs) => ConfusionMatrix.Of(pairs.Select(pair => (pair.Row ? 0 : 1, pair.Column ? 0 : 1)), 2);
}

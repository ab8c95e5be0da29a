namespace OpsConsole.Core.Features.Labels;

/// <summary>Which results of a run are looked at. Results without an answer never are: there is nothing to label.</summary>
public enum LabelFilter
{
    All,

    /// <summary>Those that fail.</summary>
    Failures,

    /// <summary>Those of cases in which a candidate passes where the baseline fails, or the reverse.</summary>
    Flips,

    /// <summary>Those that a judge was asked about.</summary>
    Judged,
}

/// <summary>Which results, and how many of them.</summary>
/// <param name="Candidate">Name of a column of the run; null for all.</param>
/// <param name="Tag">A tag of the case; null for all.</param>
/// <param name="Sample">Draw so many at random; null takes all.</param>
/// <param name="Seed">The same seed draws the same items.</param>
public sealed record LabelSelection(LabelFilter Filter = LabelFilter.All, string? Candidate = null, string? Tag = null, int? Sample = 50, int Seed = 1);

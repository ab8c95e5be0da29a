namespace OpsConsole.Core.Features.Trends;

/// <summary>What can change between two runs of a benchmark.</summary>
public enum TrendMarkKind
{
    /// <summary>A label moved: a release, a rollback.</summary>
    Label,

    /// <summary>Another version of the prompt, or the same one edited while it is a draft.</summary>
    Prompt,

    /// <summary>The provider says that another model answered, or another model was chosen.</summary>
    Model,
    Parameters,
    Dataset,
    Assertions,
    Judge,
    Price,

    /// <summary>The console itself.</summary>
    Code,
}

/// <summary>Something that was different from a run on.</summary>
/// <param name="RunId">The first run that had it.</param>
/// <param name="Words">For instance "dataset v4".</param>
/// <param name="Href">A path within the console; null where there is nothing to look at.</param>
public sealed record TrendMark(TrendMarkKind Kind, int RunId, string Words, string? Href);

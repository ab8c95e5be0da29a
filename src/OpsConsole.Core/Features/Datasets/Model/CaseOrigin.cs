namespace OpsConsole.Core.Features.Datasets.Model;

public enum CaseOriginKind
{
    Call,
    Feedback,
    Playground,
    Result,
}

/// <summary>Where a case came from, when it was not imported or written.</summary>
/// <param name="Reference">The id of the call, feedback item, playground answer or result.</param>
/// <param name="Href">The place to look at, a path within the console; null where there is none.</param>
public sealed record CaseOrigin(CaseOriginKind Kind, string Reference, string? Href);

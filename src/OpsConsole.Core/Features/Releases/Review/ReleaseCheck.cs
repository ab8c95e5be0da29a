namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>One thing that must hold before a release starts: the same list on the page and at the moment of release.</summary>
/// <param name="Code">Stable: <c>approvals</c>, <c>evidence</c>, <c>freshness</c>, <c>gate</c>, <c>standing</c>, <c>approval-life</c>, <c>roles</c>, <c>incidents</c>, <c>hash</c>, <c>tier</c>.</param>
/// <param name="Words">What is so, whether met or not.</param>
/// <param name="Href">The way out, where there is one.</param>
public sealed record ReleaseCheck(string Code, bool Met, string Words, string? Href = null);

using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Search;

/// <summary>Finds objects by key or name for the search box. Several may be registered; their hits stand together, in the order of registration.</summary>
public interface ISearchSource
{
    /// <summary>The best few hits that <paramref name="actor"/> may open, best first; none for an empty query.</summary>
    Task<IReadOnlyList<SearchHit>> SearchAsync(string query, Actor actor, CancellationToken cancellationToken);
}

/// <summary>One object found: its kind in the glossary's word ("Prompt"), key, name and the page that shows it.</summary>
public sealed record SearchHit(string Kind, string Key, string Name, string Href);

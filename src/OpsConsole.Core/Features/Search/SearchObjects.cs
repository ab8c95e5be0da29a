using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Search;

/// <summary>Finds the console's own objects by key and name, and runs, incidents and exceptions by their number: one bounded query for each kind.</summary>
public sealed class SearchObjects(IDbContextFactory<OpsDbContext> contexts) : ISearchSource
{
    private const int MostOfAKind = 8;

    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read) || string.IsNullOrWhiteSpace(query))
            return [];

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        List<SearchHit> hits =
        [
            .. await FindAsync<AiSystem>(context, query, row => row.Key, row => row.Name, row => new("System", row.Key, row.Name, "/systems/" + row.Key), cancellationToken),
            .. await FindAsync<Prompt>(context, query, row => row.Key, row => row.Name, row => new("Prompt", row.Key, row.Name, "/prompts/" + row.Key), cancellationToken),
            .. await FindAsync<Dataset>(context, query, row => row.Key, row => row.Name, row => new("Dataset", row.Key, row.Name, "/datasets/" + row.Key), cancellationToken),
            .. await FindAsync<Benchmark>(context, query, row => row.Key, row => row.Name, row => new("Benchmark", row.Key, row.Name, "/benchmarks/" + row.Key), cancellationToken),
            .. await FindAsync<Provider>(context, query, row => row.Key, row => row.Name, row => new("Provider", row.Key, row.Name, "/providers/" + row.Key), cancellationToken),
        ];
        if (Run.ParseKey(query.Trim()) is { } id
            && await context.Runs.Where(run => run.Id == id).Select(run => run.BenchmarkName).SingleOrDefaultAsync(cancellationToken) is { } benchmark)
            hits.Add(new SearchHit("Run", Run.KeyOf(id), benchmark, "/runs/" + Run.KeyOf(id)));
        hits.AddRange(await IncidentsAsync(context, query.Trim(), cancellationToken));
        hits.AddRange(await ExceptionsAsync(context, query.Trim(), cancellationToken));
        return [.. hits.OrderBy(hit => Distance(hit, query.Trim()))];
    }

    private static Task<List<SearchHit>> FindAsync<T>(
        OpsDbContext context, string query, Expression<Func<T, string>> key, Expression<Func<T, string>> name, Expression<Func<T, SearchHit>> hit,
        CancellationToken cancellationToken)
        where T : class =>
        context.Set<T>().Matching(query, key, name).OrderBy(key).Take(MostOfAKind).Select(hit).ToListAsync(cancellationToken);

    // Their keys are made of their ids, which no database searches as text.
    private static async Task<IEnumerable<SearchHit>> IncidentsAsync(OpsDbContext context, string query, CancellationToken cancellationToken)
    {
        var id = Incident.ParseKey(query);
        var rows = await (id is null ? context.Incidents.Matching(query, row => row.Title) : context.Incidents.Where(row => row.Id == id))
            .OrderByDescending(row => row.Id).Take(MostOfAKind).Select(row => new { row.Id, row.Title }).ToListAsync(cancellationToken);
        return rows.Select(row => new SearchHit("Incident", Incident.KeyOf(row.Id), row.Title, "/incidents/" + Incident.KeyOf(row.Id)));
    }

    private static async Task<IEnumerable<SearchHit>> ExceptionsAsync(OpsDbContext context, string query, CancellationToken cancellationToken)
    {
        var id = GateException.ParseKey(query);
        var rows = await (id is null ? context.GateExceptions.Matching(query, row => row.Prompt!.Key, row => row.RuleWords) : context.GateExceptions.Where(row => row.Id == id))
            .OrderByDescending(row => row.Id).Take(MostOfAKind).Select(row => new { row.Id, row.Prompt!.Key, row.VersionNumber, row.RuleWords }).ToListAsync(cancellationToken);
        return rows.Select(row => new SearchHit("Exception", GateException.KeyOf(row.Id), $"{row.Key} v{row.VersionNumber}: {row.RuleWords}", "/exceptions/" + GateException.KeyOf(row.Id)));
    }

    // What is typed in full stands first, then what begins so, then the rest in the order found.
    private static int Distance(SearchHit hit, string query) => hit switch
    {
        _ when hit.Key.Equals(query, StringComparison.OrdinalIgnoreCase) => 0,
        _ when hit.Key.StartsWith(query, StringComparison.OrdinalIgnoreCase) || hit.Name.StartsWith(query, StringComparison.OrdinalIgnoreCase) => 1,
        _ => 2,
    };
}

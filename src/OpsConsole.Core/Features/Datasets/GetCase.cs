using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>One case in full.</summary>
public sealed class GetCase(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Version">Null takes the newest.</param>
    public sealed record Query(string DatasetKey, int? Version, string CaseKey);

    public sealed record Details(
        string DatasetKey, int Version, int Position, string Key, string Title, JsonElement Variables,
        IReadOnlyList<string> Expected, IReadOnlyList<string> Tags, IReadOnlyList<Assertion> Assertions, double? Threshold, string? Split, CaseOrigin? Origin)
    {
        /// <summary>The title where somebody wrote one; null where it follows from the variables.</summary>
        public string? OwnTitle { get; init; }
    }

    public async Task<Result<Details>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!version.IsOk)
            return version.Error;
        var row = await context.DatasetCases.AsNoTracking()
            .SingleOrDefaultAsync(row => row.DatasetVersionId == version.Value.Id && row.Key == query.CaseKey, cancellationToken);
        if (row is null)
            return DatasetErrors.CaseNotFound(query.DatasetKey, query.CaseKey);

        using var variables = JsonDocument.Parse(row.VariablesJson);
        return new Details(
            query.DatasetKey, version.Value.Number, row.Position, row.Key, row.Title, variables.RootElement.Clone(),
            row.Expected, row.Tags, row.Assertions, row.Threshold, row.Split, row.Origin)
        { OwnTitle = CaseContent.Export(row).Description };
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Shows what importing a file would give, and every bad row. Stores nothing.</summary>
public sealed class PreviewImport(IDbContextFactory<OpsDbContext> contexts, AssertionCompiler compiler) : IUseCase
{
    /// <summary>Rows shown of a file.</summary>
    public const int ShownRows = 20;

    /// <param name="Problems">The first <see cref="DatasetImporter.MaxProblems"/>, by row.</param>
    public sealed record Preview(
        int Rows, int GoodRows, IReadOnlyList<string> Columns, IReadOnlyList<PreviewRow> First, IReadOnlyList<ImportProblem> Problems, int ProblemCount);

    public sealed record PreviewRow(
        int Row, string Key, string Title, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<string> Expected, IReadOnlyList<string> Tags, int Assertions);

    /// <param name="DatasetKey">The dataset that the file is meant for: its schema is asked too.</param>
    /// <param name="Content">Read once, never closed.</param>
    public sealed record Query(string DatasetKey, Stream Content, DatasetFormat Format);

    public async Task<Result<Preview>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        var schema = await SchemaAsync(query.DatasetKey, cancellationToken);
        if (!schema.IsOk)
            return schema.Error;
        var read = await CheckedImport.ReadAsync(query.Content, query.Format, schema.Value, compiler, cancellationToken);
        if (!read.IsOk)
            return read.Error;

        var import = read.Value;
        var rowOf = import.File.Rows.ToDictionary(row => row.Key, row => row.Row);
        return new Preview(
            import.File.RowCount, import.Cases.Count, import.File.Columns,
            [.. import.Cases.Take(ShownRows).Select(test => new PreviewRow(
                rowOf[test.Key], test.Key, test.Title, Texts(test.Variables), test.Expected, test.Tags, test.Assertions.Count))],
            import.Problems, import.ProblemCount);
    }

    private async Task<Result<string?>> SchemaAsync(string datasetKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var dataset = await context.Datasets.AsNoTracking().SingleOrDefaultAsync(row => row.Key == datasetKey, cancellationToken);
        return dataset is null ? DatasetErrors.NotFound(datasetKey) : dataset.FrozenAt is not null ? DatasetErrors.Frozen(dataset) : dataset.VariablesSchema;
    }

    private static Dictionary<string, string> Texts(JsonElement variables) => variables.EnumerateObject().ToDictionary(
        member => member.Name, member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText());
}

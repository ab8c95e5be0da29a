using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Export;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>A version as a file that imports to the same cases.</summary>
public sealed class ExportCases(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Version">Null takes the newest.</param>
    public sealed record Query(string DatasetKey, int? Version, DatasetFormat Format);

    /// <summary>What the file is called and is, known before it is written: a download needs both first.</summary>
    public sealed record Export(string FileName, string ContentType, Func<Stream, CancellationToken, Task> WriteAsync);

    public async Task<Result<Export>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!version.IsOk)
            return version.Error;

        var (id, number) = (version.Value.Id, version.Value.Number);
        return new Export(
            $"{query.DatasetKey}-v{number}.{Extension(query.Format)}",
            DatasetExporter.ContentType(query.Format),
            (stream, cancel) => WriteAsync(id, query.Format, stream, cancel));
    }

    private async Task WriteAsync(int versionId, DatasetFormat format, Stream stream, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.DatasetCases.AsNoTracking().Where(row => row.DatasetVersionId == versionId).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        await DatasetExporter.WriteAsync(stream, format, [.. rows.Select(CaseContent.Export)], cancellationToken);
    }

    private static string Extension(DatasetFormat format) => format switch
    {
        DatasetFormat.Csv => "csv",
        DatasetFormat.Jsonl => "jsonl",
        DatasetFormat.Yaml => "yaml",
    };
}

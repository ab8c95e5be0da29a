using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>A dataset for each configuration file, and a version of it for each list of tests that the file has had.</summary>
internal sealed class StoreTests(OpsDbContext context, int systemId, string author, DateTime now)
{
    private const int ChunkSize = 1000;

    public async Task<DatasetVersion> FindAsync(EvalPlan plan, string configPath, CancellationToken cancellationToken)
    {
        var key = $"cli-{Labels.Slug(Path.GetFileNameWithoutExtension(configPath))}-{ContentHash.Of(configPath)[..8]}";
        var hash = ContentHash.OfAll(TestContent.Of(plan));
        var dataset = await context.Datasets.SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (dataset is null)
        {
            dataset = new Dataset { Key = key, Name = Labels.Cut($"Tests of {Path.GetFileName(configPath)}", Labels.NameLength), SystemId = systemId, CreatedAt = now, CreatedBy = author };
            context.Add(dataset);
        }
        else if (await context.DatasetVersions.SingleOrDefaultAsync(row => row.DatasetId == dataset.Id && row.ContentHash == hash, cancellationToken) is { } known)
        {
            return known;
        }

        var version = new DatasetVersion
        {
            Dataset = dataset,
            Number = ++dataset.LatestNumber,
            CaseCount = plan.Config.Tests.Count,
            ContentHash = hash,
            Variables = [.. plan.Config.Tests.SelectMany(test => test.Vars.Keys).Distinct()],
            CreatedBy = author,
            CreatedAt = now,
        };
        context.Add(version);
        await context.SaveChangesAsync(cancellationToken);
        await InsertAsync(plan, version.Id, cancellationToken);
        return version;
    }

    /// <summary>In chunks that are forgotten once stored, so that memory does not grow with the tests.</summary>
    private async Task InsertAsync(EvalPlan plan, int versionId, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        foreach (var chunk in TestContent.Of(plan).Select((test, position) => test.ToRow(versionId, position)).Chunk(ChunkSize))
        {
            context.AddRange(chunk);
            await context.SaveChangesAsync(cancellationToken);
            context.ChangeTracker.Clear();
        }
    }
}

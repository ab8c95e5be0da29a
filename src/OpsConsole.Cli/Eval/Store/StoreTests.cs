using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>A dataset for each configuration file, and a version of it for each list of tests that the file has had.</summary>
internal sealed class StoreTests(OpsDbContext context, int systemId, string author, DateTime now)
{
    public async Task<Result<DatasetVersion>> FindAsync(EvalPlan plan, string configPath, CancellationToken cancellationToken)
    {
        var hash = plan.Config.Tests.Hash;
        var key = $"cli-{Labels.Slug(Path.GetFileNameWithoutExtension(configPath))}-{ContentHash.Of(configPath)[..8]}";
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
        else if (dataset.Refusal() is { } frozen)
        {
            return frozen;
        }

        var version = new DatasetVersion
        {
            Dataset = dataset,
            Number = ++dataset.LatestNumber,
            CaseCount = plan.Config.Tests.Count,
            ContentHash = hash,
            Variables = plan.Config.Tests.Variables,
            CreatedBy = author,
            CreatedAt = now,
        };
        context.Add(version);
        await context.SaveChangesAsync(cancellationToken);
        await InsertAsync(plan, version.Id, cancellationToken);
        return version;
    }

    /// <summary>
    /// One prepared statement, run for each test: there may be a hundred thousand, and tracking each as an entity takes twenty times as long.
    /// </summary>
    private async Task InsertAsync(EvalPlan plan, int versionId, CancellationToken cancellationToken)
    {
        await using var insert = context.Database.GetDbConnection().CreateCommand();
        insert.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        insert.CommandText = """
            INSERT INTO "DatasetCases" ("DatasetVersionId", "Position", "Key", "Title", "VariablesJson", "Expected", "Tags", "Assertions", "Threshold")
            VALUES (@version, @position, @key, @title, @variables, @expected, '[]', @assertions, @threshold)
            """;
        var values = new[] { "@version", "@position", "@key", "@title", "@variables", "@expected", "@assertions", "@threshold" }.Select(name =>
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = name;
            insert.Parameters.Add(parameter);
            return parameter;
        }).ToArray();
        foreach (var (position, test) in TestContent.Of(plan).Index())
        {
            object?[] row = [versionId, position, test.Key, test.Title, test.VariablesJson, TestContent.Column(test.Expected), TestContent.Column(test.Assertions), test.Threshold];
            foreach (var (parameter, value) in values.Zip(row))
                parameter.Value = value ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

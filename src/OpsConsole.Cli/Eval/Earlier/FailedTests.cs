using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval.Earlier;

/// <summary>Which tests did not pass everywhere in an earlier evaluation, for <c>--filter-failing</c>: a file of results, or a run of the database.</summary>
internal static class FailedTests
{
    public static async Task<Result<IReadOnlySet<string>>> OfFileAsync(string path, string config, CancellationToken cancellationToken)
    {
        var results = await EarlierFile.ReadAsync(path, config, cancellationToken);
        return results.IsOk ? results.Value.Where(result => result.Success != true).Select(result => result.Test).ToHashSet() : results.Error;
    }

    public static async Task<Result<IReadOnlySet<string>>> OfRunAsync(IDbContextFactory<OpsDbContext> contexts, int runId, string databasePath, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Runs.AnyAsync(run => run.Id == runId, cancellationToken))
            return Error.NotFound("eval.run-not-found", $"There is no {Run.KeyOf(runId)} in {databasePath}.");
        var variables = await context.RunCells
            .Where(cell => cell.RunId == runId && (cell.State != CellState.Done || cell.Pass == false))
            .Select(cell => cell.Case!.VariablesJson).Distinct().ToListAsync(cancellationToken);
        return variables.Select(json => EarlierResult.HashOf(EvalTestOptions.Without(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!))).ToHashSet();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval;

/// <summary>
/// Which of several configurations each run to go on with was started with, found before the first call: a configuration without a run is started, and a run without a
/// configuration would otherwise be paid for again.
/// </summary>
internal static class ResumedRuns
{
    /// <returns>For each request the run to go on with, or null.</returns>
    public static async Task<Result<IReadOnlyList<int?>>> FindAsync(IReadOnlyList<int> runIds, IReadOnlyList<EvalRequest> requests, TextWriter error, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(runIds, requests[0], cancellationToken);
        if (!keys.IsOk)
            return keys.Error;
        var left = runIds.Distinct().ToList();
        var found = new List<int?>();
        foreach (var request in requests)
        {
            // A configuration that cannot be read says so when its turn comes.
            var fingerprint = await new EvalRunner(request, TextWriter.Null, error).FingerprintAsync(cancellationToken);
            var run = fingerprint is { IsOk: true, Value: { } start } ? left.Cast<int?>().FirstOrDefault(id => keys.Value[id!.Value].StartsWith(start, StringComparison.Ordinal)) : null;
            found.Add(run);
            if (run is { } taken)
                left.Remove(taken);
        }

        return left.Count == 0
            ? found
            : Error.Conflict("eval.config-changed", $"{string.Join(", ", left.Select(Run.KeyOf))}: none of the configurations asks the same prompts, providers, graders, tests and repeats. Resume with what it was started with, or start anew.");
    }

    private static async Task<Result<Dictionary<int, string>>> KeysAsync(IReadOnlyList<int> runIds, EvalRequest request, CancellationToken cancellationToken)
    {
        if (!File.Exists(request.DatabasePath))
            return Error.NotFound("eval.run-not-found", $"There is no {Run.KeyOf(runIds[0])}: {request.DatabasePath} does not exist.");
        await using var services = EvalServices.Build(request.DatabasePath, new EvalSecrets(new Dictionary<string, string>()), null);
        var ready = await services.GetRequiredService<DatabaseStartup>().PrepareAsync(cancellationToken);
        if (!ready.IsOk)
            return ready.Error with { Message = $"{request.DatabasePath}: {ready.Error.Message}" };
        await using var context = await services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(cancellationToken);
        var keys = await context.Runs.Where(run => runIds.Contains(run.Id)).ToDictionaryAsync(run => run.Id, run => run.BenchmarkKey, cancellationToken);
        return runIds.FirstOrDefault(id => !keys.ContainsKey(id)) is var missing and not 0
            ? Error.NotFound("eval.run-not-found", $"There is no {Run.KeyOf(missing)} in {request.DatabasePath}.")
            : keys;
    }
}

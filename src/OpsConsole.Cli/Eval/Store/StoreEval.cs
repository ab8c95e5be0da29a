using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>
/// Stores a configuration as the objects that the engine runs: prompts, a dataset and models, each reused where it is there already, and a
/// benchmark of its own for every evaluation. One transaction, so that evaluations started together wait for each other here and nowhere else.
/// </summary>
internal sealed class StoreEval(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock)
{
    private const string SystemKey = "cli";

    /// <param name="Author">The user's name.</param>
    public sealed record Command(EvalPlan Plan, string ConfigPath, int Concurrency, bool UseCache, string Author);

    /// <summary>The benchmark's key, which begins with the fingerprint of the configuration.</summary>
    public async Task<Result<string>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        var plan = command.Plan;
        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var system = await SystemAsync(context, command.Author, now, cancellationToken);
        var prompts = await new StorePrompts(context, system, command.Author, now).FindAsync(plan.Prompts, cancellationToken);
        var models = await new StoreModels(context, command.Author, now).FindAsync(plan.Endpoints, cancellationToken);
        if (plan.Config.Graders.Count > 0)
            await new StoreJudges(context, system, command.Author, now).FindAsync(plan.Config.Graders, models, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        var candidates = plan.Candidates.Select(candidate => new BenchmarkCandidate
        {
            Position = candidate.Position,
            Name = candidate.Name,
            PromptVersionId = prompts[candidate.Prompt].Id,
            ModelId = models[(candidate.Endpoint.Key, candidate.Endpoint.Model)].Id,
            Parameters = candidate.Parameters,
            IsBaseline = candidate.Position == 0,
        }).ToList();
        var dataset = await new StoreTests(context, system.Id, command.Author, now).FindAsync(plan, command.ConfigPath, cancellationToken);
        if (!dataset.IsOk)
            return dataset.Error;
        var benchmark = new Benchmark
        {
            SystemId = system.Id,
            Key = $"{FingerprintOf(plan)}-{now:yyyyMMddHHmmss}-{Guid.NewGuid().ToString("N")[..6]}",
            Name = Labels.Cut(plan.Config.Description ?? Path.GetFileName(command.ConfigPath), Labels.NameLength),
            Purpose = command.ConfigPath,
            DatasetId = dataset.Value.DatasetId,
            DatasetVersionId = dataset.Value.Id,
            Repeats = plan.Repeats,
            Assertions = plan.Shared,
            Threshold = plan.Threshold,
            Concurrency = command.Concurrency,
            UseCache = command.UseCache,
            CreatedAt = now,
            CreatedBy = command.Author,
            Candidates = candidates,
        };
        context.Add(benchmark);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return benchmark.Key;
    }

    /// <summary>Equal for configurations that ask the same of the same: what a resumed run must have been started with.</summary>
    public static string FingerprintOf(EvalPlan plan) => "eval-" + ContentHash.Of(new
    {
        plan.Config.Tests.Hash,
        plan.Shared,
        plan.Threshold,
        plan.Repeats,
        candidates = plan.Candidates.Select(candidate => new { candidate.Endpoint, candidate.Parameters, prompt = candidate.Prompt.Content.Hash }),
    })[..16];

    private static async Task<AiSystem> SystemAsync(OpsDbContext context, string author, DateTime now, CancellationToken cancellationToken)
    {
        if (await context.Systems.SingleOrDefaultAsync(row => row.Key == SystemKey, cancellationToken) is { } known)
            return known;
        var system = new AiSystem { Key = SystemKey, Name = "Command line", Purpose = "Evaluations made with opsconsole eval.", CreatedAt = now, CreatedBy = author };
        context.Add(system);
        return system;
    }
}

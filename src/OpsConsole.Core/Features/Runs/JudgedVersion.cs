using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// Sees to it that a run executes the version that a pipeline asks about: where the benchmark has no such candidate, this run gets one, on the model that
/// the version chooses or else on that of the benchmark's newest candidate of the prompt. The benchmark itself stays as it is.
/// </summary>
internal static class JudgedVersion
{
    /// <param name="benchmark">Untracked, with its candidates.</param>
    public static async Task<Error?> AddAsync(OpsDbContext context, Benchmark benchmark, VersionName asked, CancellationToken cancellationToken)
    {
        var version = await context.PromptVersions.AsNoTracking().Include(row => row.Prompt)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == asked.Key && row.Number == asked.Number, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(asked.Key, asked.Number);
        if (benchmark.Candidates.Any(row => row.PromptVersionId == version.Id && Fits(row, version.Model)))
            return null;

        var like = benchmark.Candidates.Where(row => row.PromptVersion!.PromptId == version.PromptId)
            .OrderByDescending(row => row.PromptVersion!.Number).ThenBy(row => row.Position).FirstOrDefault();
        if (like is null)
            return RunErrors.PromptNotInBenchmark(benchmark.Key, asked.Key);
        var model = version.Model is { } choice ? await ModelAsync(context, choice, cancellationToken) : like.Model;
        if (model is null)
            return RunErrors.ModelGone(asked.ToString(), version.Model!);

        benchmark.Candidates.Add(new BenchmarkCandidate
        {
            Position = benchmark.Candidates.Max(row => row.Position) + 1,
            Name = asked.ToString(),
            PromptVersionId = version.Id,
            PromptVersion = version,
            ModelId = model.Id,
            Model = model,
            Parameters = version.Model?.Parameters ?? like.Parameters,
        });
        return null;
    }

    private static bool Fits(BenchmarkCandidate candidate, ModelChoice? choice) =>
        choice is null || (candidate.Model!.Key == choice.ModelKey && candidate.Model.Provider!.Key == choice.ProviderKey);

    private static Task<ProviderModel?> ModelAsync(OpsDbContext context, ModelChoice choice, CancellationToken cancellationToken) =>
        context.ProviderModels.AsNoTracking().Include(row => row.Provider).Include(row => row.Prices)
            .SingleOrDefaultAsync(row => row.Key == choice.ModelKey && row.Provider!.Key == choice.ProviderKey, cancellationToken);
}

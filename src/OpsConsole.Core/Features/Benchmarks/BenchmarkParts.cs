using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>The objects that a draft names, looked up, and whether they fit together.</summary>
internal sealed record BenchmarkParts(DatasetVersion Dataset, IReadOnlyList<(CandidateDraft Draft, PromptVersion Prompt, ProviderModel Model)> Candidates)
{
    public static async Task<Result<BenchmarkParts>> FindAsync(OpsDbContext context, BenchmarkDraft draft, CancellationToken cancellationToken)
    {
        var dataset = await DatasetVersions.FindAsync(context, draft.DatasetKey, draft.DatasetVersion, cancellationToken);
        if (!dataset.IsOk)
            return dataset.Error;

        var promptKeys = draft.Candidates.Select(candidate => candidate.PromptKey).Distinct().ToList();
        var numbers = draft.Candidates.Select(candidate => candidate.PromptVersion).OfType<int>().Distinct().ToList();
        var prompts = await context.PromptVersions.AsNoTracking()
            .Where(row => promptKeys.Contains(row.Prompt!.Key) && (numbers.Contains(row.Number) || row.Number == row.Prompt.LatestNumber))
            .Include(row => row.Prompt)
            .ToListAsync(cancellationToken);
        var modelKeys = draft.Candidates.Select(candidate => candidate.ModelKey).Distinct().ToList();
        var models = await context.ProviderModels.AsNoTracking()
            .Where(row => modelKeys.Contains(row.Key))
            .Include(row => row.Provider)
            .ToListAsync(cancellationToken);

        var checks = new FieldChecks("benchmarks");
        var found = new List<(CandidateDraft, PromptVersion, ProviderModel)>();
        foreach (var (index, candidate) in draft.Candidates.Index())
        {
            var prompt = prompts.Find(row => row.Prompt!.Key == candidate.PromptKey && row.Number == (candidate.PromptVersion ?? row.Prompt.LatestNumber));
            var model = models.Find(row => row.Provider!.Key == candidate.ProviderKey && row.Key == candidate.ModelKey);
            var version = candidate.PromptVersion is { } number ? $"no version {number}" : "no version yet";
            checks.That(prompt is not null, $"candidate {index + 1}", $"the prompt '{candidate.PromptKey}' does not exist or has {version}")
                .That(model is not null, $"candidate {index + 1}", $"the provider '{candidate.ProviderKey}' offers no model '{candidate.ModelKey}'")
                .That(model is not { Kind: ModelKind.Embedding }, $"candidate {index + 1}", $"the model '{candidate.ModelKey}' embeds texts and answers none");
            if (prompt is not null && model is not null)
                found.Add((candidate, prompt, model));
        }

        if ((checks.Fault ?? MissingVariables(draft, dataset.Value, found)) is { } fault)
            return fault;
        return new BenchmarkParts(dataset.Value, found);
    }

    public IEnumerable<BenchmarkCandidate> Rows(Benchmark benchmark) => Candidates.Select((candidate, index) => new BenchmarkCandidate
    {
        Benchmark = benchmark,
        Position = index,
        Name = candidate.Draft.Name,
        PromptVersionId = candidate.Prompt.Id,
        ModelId = candidate.Model.Id,
        Parameters = candidate.Draft.Parameters,
        IsBaseline = candidate.Draft.IsBaseline,
    });

    // A case may still lack a variable that others have; that shows on its cell. A variable that no case has is a mistake in the benchmark.
    private static Error? MissingVariables(BenchmarkDraft draft, DatasetVersion dataset, IEnumerable<(CandidateDraft Draft, PromptVersion Prompt, ProviderModel Model)> candidates)
    {
        var places = new List<ErrorDetail>();
        foreach (var (candidate, prompt, _) in candidates)
        {
            var missing = prompt.Variables.Where(variable => variable.Required).Select(variable => variable.Name).Except(dataset.Variables).ToList();
            if (missing.Count > 0)
            {
                var names = string.Join(", ", missing.Select(name => $"'{name}'"));
                places.Add(new ErrorDetail(
                    candidate.Name, $"{candidate.PromptKey} v{prompt.Number} needs {names}, which no case of {draft.DatasetKey} v{dataset.Number} gives"));
            }
        }

        return places.Count > 0 ? BenchmarkErrors.MissingVariables(places) : null;
    }
}

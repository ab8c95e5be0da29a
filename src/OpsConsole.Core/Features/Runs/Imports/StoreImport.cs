using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>
/// Writes an imported run as the objects that every run is made of, within the caller's transaction. A prompt version with exactly the same content in the
/// system is used as it is; everything else gets its own place under <c>imported</c>, and a provider that is switched off: it was never called from here.
/// </summary>
internal sealed class StoreImport(OpsDbContext context, IAuditLog audit, int systemId, string systemKey, Actor actor, DateTime now)
{
    public const string ProviderKey = "imported";

    public async Task<Run> WriteAsync(ImportedRun import, string idempotencyKey, CancellationToken cancellationToken)
    {
        var versions = new List<PromptVersion>();
        var models = new List<ProviderModel>();
        var provider = await ProviderAsync(cancellationToken);
        foreach (var candidate in import.Candidates)
        {
            versions.Add(await VersionAsync(import, candidate, cancellationToken));
            models.Add(await ModelAsync(provider, candidate.Model, cancellationToken));

            // Two candidates may share a prompt or a model: the second must find the first.
            await context.SaveChangesAsync(cancellationToken);
        }

        var dataset = await DatasetAsync(import, cancellationToken);
        var benchmark = await BenchmarkAsync(import, dataset, versions, models, cancellationToken);
        var run = RunOf(import, benchmark, dataset, versions, models, idempotencyKey);
        context.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        await CellsAsync(import, run, dataset, cancellationToken);
        return run;
    }

    /// <summary>The version in the system that has this content already; null where it will be made.</summary>
    public static Task<PromptVersion?> KnownAsync(OpsDbContext context, int systemId, ImportedCandidate candidate, CancellationToken cancellationToken)
    {
        var hash = ContentOf(candidate).Hash;
        return context.PromptVersions.Include(row => row.Prompt).Where(row => row.Prompt!.SystemId == systemId && row.ContentHash == hash)
            .OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private static PromptContent ContentOf(ImportedCandidate candidate) => new(candidate.Messages, []);

    private async Task<PromptVersion> VersionAsync(ImportedRun import, ImportedCandidate candidate, CancellationToken cancellationToken)
    {
        if (await KnownAsync(context, systemId, candidate, cancellationToken) is { } known)
            return known;
        var key = $"imported/{ImportText.Key($"{systemKey} {candidate.PromptLabel}")}";
        var prompt = await context.Prompts.SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (prompt is null)
        {
            prompt = new Prompt { Key = key, Name = ImportText.Cut(candidate.PromptLabel, ModelBuilding.NameLength), SystemId = systemId, CreatedAt = now, CreatedBy = actor.Name };
            context.Add(prompt);
            audit.Append(context, actor, new AuditEntry("prompt.created", "prompt", key) { PromptKey = key, Details = new { System = systemKey, prompt.Kind } });
        }

        return VersionWriter.Add(context, audit, prompt, ContentOf(candidate), $"Imported from {import.Source}", actor, now);
    }

    private async Task<Provider> ProviderAsync(CancellationToken cancellationToken)
    {
        if (await context.Providers.SingleOrDefaultAsync(row => row.Key == ProviderKey, cancellationToken) is { } known)
            return known;
        var provider = new Provider
        {
            Key = ProviderKey,
            Name = "Imported results",
            Kind = ProviderKind.OpenAICompatible,
            Enabled = false,
            CreatedAt = now,
            CreatedBy = actor.Name,
        };
        context.Add(provider);
        await context.SaveChangesAsync(cancellationToken);
        return provider;
    }

    private async Task<ProviderModel> ModelAsync(Provider provider, string name, CancellationToken cancellationToken)
    {
        var key = ImportText.Exact(name, ModelBuilding.KeyLength);
        if (await context.ProviderModels.SingleOrDefaultAsync(row => row.ProviderId == provider.Id && row.Key == key, cancellationToken) is { } known)
            return known;
        var model = new ProviderModel { ProviderId = provider.Id, Key = key, Name = ImportText.Cut(name, ModelBuilding.NameLength) };
        context.Add(model);
        return model;
    }

    private async Task<DatasetVersion> DatasetAsync(ImportedRun import, CancellationToken cancellationToken)
    {
        var key = $"imported-{ImportText.Key($"{systemId} {import.Name}")}";
        var hash = ContentHash.OfAll(import.Cases);
        var dataset = await context.Datasets.SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (dataset is null)
        {
            dataset = new Dataset { Key = key, Name = ImportText.Cut($"Cases of {import.Name}", ModelBuilding.NameLength), SystemId = systemId, CreatedAt = now, CreatedBy = actor.Name };
            context.Add(dataset);
            audit.Append(context, actor, new AuditEntry("dataset.created", DatasetAudit.ObjectKind, key) { Details = new { system = systemKey, kind = dataset.Kind } });
        }
        else if (await context.DatasetVersions.SingleOrDefaultAsync(row => row.DatasetId == dataset.Id && row.ContentHash == hash, cancellationToken) is { } known)
        {
            return known;
        }

        var version = new DatasetVersion
        {
            Dataset = dataset,
            Number = ++dataset.LatestNumber,
            CaseCount = import.Cases.Count,
            ContentHash = hash,
            Variables = [.. import.Cases.SelectMany(test => test.Variables.Keys).Distinct()],
            ChangeNote = $"Imported from {import.Source}",
            CreatedBy = actor.Name,
            CreatedAt = now,
        };
        context.Add(version);
        audit.Append(context, actor, new AuditEntry("dataset.version-added", DatasetAudit.ObjectKind, key)
        {
            Reason = version.ChangeNote,
            Details = new { version = version.Number, cases = version.CaseCount, contentHash = hash },
        });
        await context.SaveChangesAsync(cancellationToken);
        context.AddRange(import.Cases.Select((test, position) => new DatasetCase
        {
            DatasetVersionId = version.Id,
            Position = position,
            Key = KeyOf(test),
            Title = ImportText.Cut(test.Title, ModelBuilding.NameLength),
            VariablesJson = JsonSerializer.Serialize(test.Variables, JsonColumn.Options),
            Expected = [],
            Tags = test.Tags,
            Assertions = [],
        }));
        await context.SaveChangesAsync(cancellationToken);
        return version;
    }

    // By content and not by place, so that the same test in a later file is the same case and the runs can be compared.
    private static string KeyOf(ImportedCase test) =>
        $"I-{ContentHash.Of(new { test.Title, test.Variables })[..12]}";

    private async Task<Benchmark> BenchmarkAsync(
        ImportedRun import, DatasetVersion dataset, IReadOnlyList<PromptVersion> versions, IReadOnlyList<ProviderModel> models, CancellationToken cancellationToken)
    {
        var key = $"imported-{ImportText.Key($"{systemId} {import.Name}")}";
        if (await context.Benchmarks.SingleOrDefaultAsync(row => row.Key == key, cancellationToken) is { } known)
            return known;
        var benchmark = new Benchmark
        {
            SystemId = systemId,
            Key = key,
            Name = ImportText.Cut(import.Name, ModelBuilding.NameLength),
            Purpose = $"Results imported from {import.Source}.",
            DatasetId = dataset.DatasetId,
            Repeats = import.Repeats,
            Assertions = [],
            CreatedAt = now,
            CreatedBy = actor.Name,
            Candidates = [.. import.Candidates.Select((candidate, position) => new BenchmarkCandidate
            {
                Position = position, Name = NameOf(import, position), PromptVersionId = versions[position].Id, ModelId = models[position].Id, Parameters = ModelParameters.Default, IsBaseline = position == 0,
            })],
        };
        context.Add(benchmark);
        audit.Append(context, actor, new AuditEntry("benchmark.created", "benchmark", key)
        {
            Details = new
            {
                dataset = dataset.Dataset!.Key,
                benchmark.Repeats,
                candidates = benchmark.Candidates.Select((candidate, position) => new { candidate.Name, prompt = versions[position].Prompt!.Key, version = versions[position].Number, provider = ProviderKey, model = models[position].Key, candidate.IsBaseline }),
            },
        });
        await context.SaveChangesAsync(cancellationToken);
        return benchmark;
    }

    private static string NameOf(ImportedRun import, int position)
    {
        var candidate = import.Candidates[position];
        var alone = import.Candidates.Select(other => other.PromptLabel).Distinct().Count() == 1;
        return ImportText.Cut(alone ? candidate.Name : $"{ImportText.Cut(candidate.Name, 90)} · {ImportText.Cut(candidate.PromptLabel, 90)}", ModelBuilding.NameLength);
    }

    private Run RunOf(ImportedRun import, Benchmark benchmark, DatasetVersion dataset, IReadOnlyList<PromptVersion> versions, IReadOnlyList<ProviderModel> models, string idempotencyKey)
    {
        var at = import.At ?? now;
        return new Run
        {
            BenchmarkId = benchmark.Id,
            SystemId = systemId,
            BenchmarkKey = benchmark.Key,
            BenchmarkName = benchmark.Name,
            State = RunState.Completed,
            Trigger = RunTrigger.Import,
            StartedById = actor.Id,
            StartedByName = actor.Name,
            IdempotencyKey = idempotencyKey,
            DatasetVersionId = dataset.Id,
            DatasetKey = dataset.Dataset!.Key,
            DatasetVersionNumber = dataset.Number,
            CaseCount = import.Cases.Count,
            Repeats = import.Repeats,
            TotalCells = import.Results.Count,
            DoneCells = import.Results.Count(result => result.Error is null),
            FailedCells = import.Results.Count(result => result.Error is not null),
            Cost = import.Results.Aggregate(Money.Zero, (sum, result) => sum + Money.FromDollars(result.Cached ? 0 : result.CostUsd ?? 0)),
            Assertions = [],
            CodeVersion = ImportText.Cut(import.Source, 100),
            QueuedAt = at,
            StartedAt = at,
            CompletedAt = at,
            Candidates = [.. import.Candidates.Select((candidate, position) => Column(import, position, versions[position], models[position]))],
        };
    }

    private static RunCandidate Column(ImportedRun import, int position, PromptVersion version, ProviderModel model)
    {
        var results = import.Results.Where(result => result.Candidate == position).ToList();
        return new RunCandidate
        {
            Position = position,
            Name = NameOf(import, position),
            IsBaseline = position == 0,
            PromptVersionId = version.Id,
            PromptKey = version.Prompt!.Key,
            PromptNumber = version.Number,
            PromptHash = version.ContentHash,
            ModelId = model.Id,
            ProviderKey = ProviderKey,
            ProviderKind = ProviderKind.OpenAICompatible,
            ModelKey = model.Key,
            Parameters = ModelParameters.Default,
            DoneCells = results.Count(result => result.Error is null),
            FailedCells = results.Count(result => result.Error is not null),
            PassedCells = results.Count(result => result is { Error: null, Pass: true }),
            ScoreSum = results.Where(result => result.Error is null).Sum(result => result.Score),
            Cost = results.Aggregate(Money.Zero, (sum, result) => sum + Money.FromDollars(result.CostUsd ?? 0)),
            InputTokens = results.Sum(result => (long)result.InputTokens),
            OutputTokens = results.Sum(result => (long)result.OutputTokens),
        };
    }

    private async Task CellsAsync(ImportedRun import, Run run, DatasetVersion dataset, CancellationToken cancellationToken)
    {
        var cases = await context.DatasetCases.Where(row => row.DatasetVersionId == dataset.Id).OrderBy(row => row.Position).Select(row => row.Id).ToListAsync(cancellationToken);
        var columns = run.Candidates.OrderBy(row => row.Position).Select(row => row.Id).ToList();
        context.AddRange(import.Results.OrderBy(result => result.Case).ThenBy(result => result.Candidate).ThenBy(result => result.Repeat).Select(result => new RunCell
        {
            RunId = run.Id,
            CandidateId = columns[result.Candidate],
            CaseId = cases[result.Case],
            CasePosition = result.Case,
            Repeat = result.Repeat,
            State = result.Error is null ? CellState.Done : CellState.Failed,
            Pass = result.Error is null ? result.Pass : null,
            Score = result.Error is null ? result.Score : null,
            LatencyMs = result.LatencyMs,
            Cost = result.CostUsd is { } cost ? Money.FromDollars(cost) : null,
            InputTokens = result.InputTokens,
            OutputTokens = result.OutputTokens,
            Attempts = 1,
            Cached = result.Cached,
            CompletedAt = run.CompletedAt,
            ErrorCode = result.Error is null ? null : "imported",
            ErrorMessage = result.Error is { } error ? ImportText.Cut(error, 2000) : null,
            FinishReason = result.FinishReason is { } reason ? ImportText.Cut(reason, 60) : null,
            ModelReturned = result.ModelReturned is { } model ? ImportText.Cut(model, 200) : null,
            Output = result.Error is null ? result.Output : null,
            AssertionsJson = result.Error is null ? JsonSerializer.Serialize(result.Assertions, JsonColumn.Options) : null,
        }));
        await context.SaveChangesAsync(cancellationToken);
    }
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Demo;

/// <summary>
/// Loads the demo workspace through the use cases that people use. What is there already stays as it is, so a second start changes nothing and
/// one that was killed half-way goes on where it stopped. The price book must be loaded before.
/// </summary>
public sealed class SeedDemoWorkspace(
    IDbContextFactory<OpsDbContext> contexts, CreateSystem createSystem, CreatePrompt createPrompt, AddPromptVersion addPromptVersion,
    CreateDataset createDataset, AddDatasetVersion addDatasetVersion, CreateJudge createJudge, CreateBenchmark createBenchmark, SaveGate saveGate) : IUseCase
{
    /// <param name="folder">Holds <c>workspace.yaml</c> and the dataset files.</param>
    /// <returns>Keys of the benchmarks that are meant to run at the first start and have no run yet, in the order of the file.</returns>
    public async Task<Result<IReadOnlyList<string>>> HandleAsync(string folder, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System)
            return Error.Denied(Permission.SystemsWrite);

        using var text = File.OpenText(Path.Combine(folder, "workspace.yaml"));
        var workspace = DemoWorkspace.Read(text);
        if (!workspace.IsOk)
            return workspace.Error;
        if (await LoadAsync(workspace.Value, folder, actor, cancellationToken) is { } fault)
            return fault;

        var first = workspace.Value.Benchmarks.Where(benchmark => benchmark.RunAtFirstStart).Select(benchmark => benchmark.Key).ToList();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await context.Benchmarks
            .Where(row => row.IsDemo && first.Contains(row.Key) && !context.Runs.Any(run => run.BenchmarkId == row.Id))
            .Select(row => row.Key)
            .ToListAsync(cancellationToken);
        return Result.From<IReadOnlyList<string>>([.. first.Where(due.Contains)]);
    }

    private async Task<Error?> LoadAsync(DemoWorkspace workspace, string folder, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var system in workspace.Systems)
        {
            var created = await createSystem.HandleAsync(new(system.Key, system.Facts) { IsDemo = true }, actor, cancellationToken);
            if (Fault(created, $"system {system.Key}") is { } fault)
                return fault;
        }

        foreach (var prompt in workspace.Prompts)
        {
            if (await LoadAsync(prompt, workspace.People ?? [], actor, cancellationToken) is { } fault)
                return fault;
        }

        foreach (var dataset in workspace.Datasets)
        {
            if (await LoadAsync(dataset, folder, actor, cancellationToken) is { } fault)
                return fault;
        }

        foreach (var judge in workspace.Judges ?? [])
        {
            if (Fault(await createJudge.HandleAsync(new(judge.Key, judge.Draft) { IsDemo = true }, actor, cancellationToken), $"judge {judge.Key}") is { } fault)
                return fault;
        }

        foreach (var benchmark in workspace.Benchmarks)
        {
            var draft = benchmark.Draft();
            if (!draft.IsOk)
                return draft.Error;
            var created = await createBenchmark.HandleAsync(new(benchmark.System, benchmark.Key, draft.Value) { IsDemo = true }, actor, cancellationToken);
            if (Fault(created, $"benchmark {benchmark.Key}") is { } fault)
                return fault;
        }

        foreach (var gate in workspace.Gates ?? [])
        {
            if (await LoadAsync(gate, actor, cancellationToken) is { } fault)
                return fault;
        }

        return null;
    }

    private async Task<Error?> LoadAsync(DemoPrompt prompt, IReadOnlyList<DemoPerson> people, Actor actor, CancellationToken cancellationToken)
    {
        var created = await createPrompt.HandleAsync(new(prompt.System, prompt.Key, prompt.Name) { IsDemo = true }, actor, cancellationToken);
        if (Fault(created, $"prompt {prompt.Key}") is { } refused)
            return refused;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var latest = await context.Prompts.Where(row => row.Key == prompt.Key).Select(row => row.LatestNumber).SingleAsync(cancellationToken);
        foreach (var version in prompt.Versions.Skip(latest))
        {
            var command = new AddPromptVersion.Command(prompt.Key, new PromptContent(version.Messages, version.Variables), version.ChangeNote);
            var author = people.FirstOrDefault(person => person.Name == version.Author);
            var added = await addPromptVersion.HandleAsync(command, actor with { Id = author?.Id ?? actor.Id, Name = version.Author }, cancellationToken);
            if (Fault(added, $"prompt {prompt.Key}") is { } fault)
                return fault;
        }

        return null;
    }

    private async Task<Error?> LoadAsync(DemoDataset dataset, string folder, Actor actor, CancellationToken cancellationToken)
    {
        var created = await createDataset.HandleAsync(new(dataset.System, dataset.Key, dataset.Name, dataset.Kind) { IsDemo = true }, actor, cancellationToken);
        if (Fault(created, $"dataset {dataset.Key}") is { } refused)
            return refused;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Datasets.AnyAsync(row => row.Key == dataset.Key && row.LatestNumber > 0, cancellationToken))
            return null;
        await using var file = File.OpenRead(Path.Combine(folder, dataset.File));
        var format = DatasetFormats.OfFileName(dataset.File) ?? DatasetFormat.Jsonl;
        var added = await addDatasetVersion.HandleAsync(new(dataset.Key, file, format, dataset.Note), actor, cancellationToken);
        return Fault(added, $"dataset {dataset.Key}");
    }

    // An edition that is there already may be a person's, even one that took the gate off.
    private async Task<Error?> LoadAsync(DemoGate gate, Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Gates.AnyAsync(row => row.Prompt!.Key == gate.Prompt && row.Kind == gate.Kind, cancellationToken))
            return null;
        return Fault(await saveGate.HandleAsync(new(gate.Prompt, gate.Kind, gate.Benchmark, gate.Rules, gate.Note), actor, cancellationToken), $"gate of {gate.Prompt}");
    }

    /// <summary>A key that is taken is the earlier start's work, or a person's; neither is touched.</summary>
    private static Error? Fault<T>(Result<T> result, string what) =>
        result.IsOk || result.Error.Code.EndsWith(".key-taken", StringComparison.Ordinal) ? null : result.Error with { Message = $"{what}: {result.Error.Message}" };
}

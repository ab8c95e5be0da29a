using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Demo;

/// <summary>
/// Has answers of the demo's first runs looked at by the demo's people: the labels in its files were given by reading exactly these answers, so one that was
/// given to another text is left out, and its item open. What is there stays; half-way through it goes on. Answers with false while the run is not finished.
/// </summary>
public sealed class SeedDemoLabels(IDbContextFactory<OpsDbContext> contexts, CreateLabelQueue create, GiveLabel give) : IUseCase
{
    public async Task<Result<bool>> HandleAsync(string folder, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System)
            return Error.Denied(Permission.LabelsWrite);
        using var text = File.OpenText(Path.Combine(folder, "workspace.yaml"));
        var workspace = DemoWorkspace.Read(text);
        if (!workspace.IsOk)
            return workspace.Error;

        var people = (workspace.Value.People ?? []).ToDictionary(person => person.Id, person => person.Actor);
        foreach (var review in workspace.Value.Reviews ?? [])
        {
            var queue = await QueueAsync(review, people, cancellationToken);
            if (!queue.IsOk)
                return queue.Error;
            if (queue.Value is not { } id)
                return false;
            if (review.Labels is { } file && await LabelAsync(id, Path.Combine(folder, file), people, cancellationToken) is { } fault)
                return fault;
        }

        return true;
    }

    /// <summary>Null while the run is not finished.</summary>
    private async Task<Result<int?>> QueueAsync(DemoReview review, Dictionary<string, Actor> people, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.LabelQueues.Where(row => row.IsDemo && row.Name == review.Name).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancellationToken) is { } there)
            return there;
        var run = await context.Runs.Where(row => row.BenchmarkKey == review.Benchmark && row.State == RunState.Completed).OrderBy(row => row.Id).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancellationToken);
        if (run is null)
            return (int?)null;
        var selection = new LabelSelection(review.Filter, review.Candidate, Sample: review.Sample, Seed: review.Seed);
        var created = await create.HandleAsync(new(run.Value, review.Name, review.Rubric, review.Reviewers, selection) { IsDemo = true }, people[review.By], cancellationToken);
        return created.IsOk ? LabelQueue.ParseKey(created.Value) : created.Error;
    }

    private async Task<Error?> LabelAsync(int queueId, string file, Dictionary<string, Actor> people, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var items = await context.LabelItems.AsNoTracking()
            .Where(item => item.QueueId == queueId && item.Queue!.State == LabelQueueState.Open)
            .Select(item => new
            {
                item.Position,
                Case = item.Cell!.Case!.Key,
                Candidate = item.Cell.Candidate!.Name,
                item.Cell.Output,
                By = item.Labels.Where(label => label.GivenAt != null).Select(label => label.ById).ToList(),
            })
            .ToListAsync(cancellationToken);
        foreach (var label in await ReadAsync(file, cancellationToken))
        {
            var item = items.Find(row => row.Case == label.Case && row.Candidate == label.Candidate && row.Output == label.Output && !row.By.Contains(label.By));
            if (item is null)
                continue;
            var given = await give.HandleAsync(new(LabelQueue.KeyOf(queueId), item.Position + 1, label.Pass, label.Rating, label.Comment), people[label.By], cancellationToken);
            // Somebody who signed in early holds the item, or the queue has ended: theirs stands.
            if (given.Error is { Kind: not ErrorKind.Conflict } refused)
                return refused;
        }

        return null;
    }

    private static async Task<IReadOnlyList<DemoLabel>> ReadAsync(string file, CancellationToken cancellationToken) =>
        [.. (await File.ReadAllLinesAsync(file, cancellationToken)).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<DemoLabel>(line, JsonColumn.Options)!)];
}

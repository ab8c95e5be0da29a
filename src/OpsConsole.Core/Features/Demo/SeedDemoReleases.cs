using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Demo;

/// <summary>
/// Tells the demo's releases once its first runs have ended: asked for, decided and put live by the demo's people through the use cases that people use, on the
/// evidence that was measured. A prompt that has a release already is left alone. Answers with false while the runs are not there yet.
/// </summary>
public sealed class SeedDemoReleases(
    IDbContextFactory<OpsDbContext> contexts, SubmitForReview submit, GetRelease get, RequestException requestException, GetException getException, DecideException decideException,
    DecideOnRelease decide, GoLive goLive, TimeProvider clock) : IUseCase
{
    public async Task<Result<bool>> HandleAsync(string folder, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System)
            return Error.Denied(Permission.ReleasesRequest);
        using var text = File.OpenText(Path.Combine(folder, "workspace.yaml"));
        var workspace = DemoWorkspace.Read(text);
        if (!workspace.IsOk)
            return workspace.Error;

        var people = (workspace.Value.People ?? []).ToDictionary(person => person.Id, person => person.Actor);
        foreach (var story in (workspace.Value.Releases ?? []).GroupBy(release => release.Prompt))
        {
            var begun = await BegunAsync(story.Key, cancellationToken);
            if (begun is null)
                return false;
            foreach (var release in story.Where(_ => !begun.Value))
            {
                if (await TellAsync(release, people, cancellationToken) is { } fault)
                    return fault;
            }
        }

        return true;
    }

    /// <summary>Whether the prompt has a release; null while a run of one of its gates' benchmarks is not finished.</summary>
    private async Task<bool?> BegunAsync(string prompt, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Releases.AnyAsync(row => row.Prompt!.Key == prompt, cancellationToken))
            return true;
        var benchmarks = await context.Gates.Where(row => row.Prompt!.Key == prompt).Select(row => row.BenchmarkId).Distinct().ToListAsync(cancellationToken);
        var finished = await context.Runs.Where(row => benchmarks.Contains(row.BenchmarkId) && row.State == Runs.Model.RunState.Completed)
            .Select(row => row.BenchmarkId).Distinct().CountAsync(cancellationToken);
        return benchmarks.Count > 0 && finished == benchmarks.Count ? false : null;
    }

    private async Task<Error?> TellAsync(DemoRelease release, Dictionary<string, Actor> people, CancellationToken cancellationToken)
    {
        var submitted = await submit.HandleAsync(new(release.Prompt, release.Version, Note: release.Note), people[release.Requester], cancellationToken);
        if (!submitted.IsOk)
            return submitted.Error;
        var id = Release.ParseKey(submitted.Value)!.Value;
        var details = await get.HandleAsync(id, people[release.Requester], cancellationToken);
        if (!details.IsOk)
            return details.Error;
        if (release.Exception is { } exception && await ExceptAsync(release, exception, details.Value.Release.Evidence, people, cancellationToken) is { } refused)
            return refused;

        foreach (var approval in release.Approvals)
        {
            var decided = await decide.HandleAsync(new(id, DecisionKind.Approve, approval.Role, details.Value.Release.ContentHash, approval.Comment), people[approval.By], cancellationToken);
            if (!decided.IsOk)
                return decided.Error;
        }

        return release.Live is null ? null : (await goLive.HandleAsync(id, people[release.Live], cancellationToken)).Error;
    }

    private async Task<Error?> ExceptAsync(DemoRelease release, DemoException exception, IReadOnlyList<Evidence> evidence, Dictionary<string, Actor> people, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow().UtcDateTime.AddDays(exception.Days);
        foreach (var rule in evidence.Where(gate => gate.Kind == exception.Kind).SelectMany(gate => gate.Rules).Where(rule => rule.Verdict != GateVerdict.Pass))
        {
            var asked = await requestException.HandleAsync(
                new(release.Prompt, release.Version, exception.Kind, rule.Words, exception.Reason, exception.Controls, until), people[exception.Requester], cancellationToken);
            if (!asked.IsOk)
                return asked.Error;
            var decider = people[exception.Decider];
            var open = await getException.HandleAsync(asked.Value, decider, cancellationToken);
            if (!open.IsOk)
                return open.Error;
            var decided = await decideException.HandleAsync(new(asked.Value, true, exception.Comment, open.Value.Exception.Revision), decider, cancellationToken);
            if (!decided.IsOk)
                return decided.Error;
        }

        return null;
    }
}

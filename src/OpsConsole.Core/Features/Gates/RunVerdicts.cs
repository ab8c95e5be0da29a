using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>
/// Judges gates over one completed run and keeps each verdict with its figures: written once for run, edition and version. A verdict that was kept is
/// answered as it was reached, against what was live then, however often it is asked for.
/// </summary>
internal sealed class RunVerdicts(OpsDbContext context, int runId, DateTime now)
{
    private const int ReadMoves = 1000;

    /// <param name="versions">One of each prompt at most.</param>
    public async Task<IReadOnlyList<Verdict>> OfAsync(IReadOnlyList<GateInForce> gates, IReadOnlyList<PromptVersion> versions, CancellationToken cancellationToken)
    {
        var pairs = gates.Join(versions, gate => gate.Gate.PromptId, version => version.PromptId, (gate, version) => (Gate: gate, Version: version)).ToList();
        var (ids, prompts) = (pairs.ConvertAll(pair => pair.Gate.Gate.Id), pairs.Select(pair => pair.Version.PromptId).Distinct().ToList());
        var kept = (await context.GateOutcomes.AsNoTracking().Where(row => row.RunId == runId && ids.Contains(row.GateId)).ToListAsync(cancellationToken))
            .ToDictionary(row => (row.GateId, row.PromptVersionId));
        var live = await LivePrompt.NumbersAsync(context, prompts, cancellationToken);
        var moves = kept.Count == 0 ? [] : await MovesAsync(prompts, cancellationToken);
        var run = (await ExecutedRun.LoadAsync(
            context, context.Runs.Where(row => row.Id == runId), _ => pairs.Exists(pair => !kept.ContainsKey(KeyOf(pair))), cancellationToken))[0];

        var verdicts = pairs.Select(pair => Of(pair.Gate, pair.Version, kept.GetValueOrDefault(KeyOf(pair)))).OfType<Verdict>().ToList();
        var fresh = verdicts.Where(verdict => !kept.ContainsKey((verdict.Evidence.GateId, verdict.Version.Id))).ToList();

        // Whoever kept it between our look and our save was first; theirs is the verdict.
        return await KeepAsync(fresh, cancellationToken) ? verdicts : await OfAsync(gates, versions, cancellationToken);

        Verdict? Of(GateInForce gate, PromptVersion version, GateOutcome? outcome)
        {
            var number = outcome is null
                ? live.GetValueOrDefault(version.PromptId)
                : moves.FirstOrDefault(move => move.PromptId == version.PromptId && move.At <= outcome.At)?.ToNumber;
            if (GateEvidence.Of(gate, run, version, number)?.Evidence is not { } evidence)
                return null;
            return new Verdict(version, outcome?.At ?? now, outcome is null ? evidence : evidence with { Verdict = outcome.Verdict, Rules = outcome.Rules });
        }
    }

    private static (int GateId, int VersionId) KeyOf((GateInForce Gate, PromptVersion Version) pair) => (pair.Gate.Gate.Id, pair.Version.Id);

    /// <summary>False where somebody else has kept one of them meanwhile.</summary>
    private async Task<bool> KeepAsync(IReadOnlyList<Verdict> fresh, CancellationToken cancellationToken)
    {
        context.GateOutcomes.AddRange(fresh.Select(verdict => new GateOutcome
        {
            RunId = runId,
            GateId = verdict.Evidence.GateId,
            PromptVersionId = verdict.Version.Id,
            Verdict = verdict.Evidence.Verdict,
            Rules = verdict.Evidence.Rules,
            At = verdict.At,
        }));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            var (gates, versions) = (fresh.Select(verdict => verdict.Evidence.GateId).ToList(), fresh.Select(verdict => verdict.Version.Id).ToList());
            if (await context.GateOutcomes.AnyAsync(row => row.RunId == runId && gates.Contains(row.GateId) && versions.Contains(row.PromptVersionId), cancellationToken))
                return false;
            throw;
        }
    }

    private async Task<IReadOnlyList<Move>> MovesAsync(IReadOnlyList<int> prompts, CancellationToken cancellationToken) =>
        await context.LabelMoves.AsNoTracking()
            .Where(row => prompts.Contains(row.PromptId) && row.Label == PromptLabel.Production)
            .OrderByDescending(row => row.Id).Take(ReadMoves)
            .Select(row => new Move(row.PromptId, row.At, row.ToNumber))
            .ToListAsync(cancellationToken);

    /// <param name="At">When it was reached.</param>
    public sealed record Verdict(PromptVersion Version, DateTime At, Evidence Evidence);

    private sealed record Move(int PromptId, DateTime At, int ToNumber);
}

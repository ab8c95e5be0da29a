using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Attaches a gate to a prompt, or restates it: the next edition, because verdicts stay bound to the rules that they were reached by.</summary>
public sealed class SaveGate(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="ExpectedNumber">The edition that the editor started from, 0 for none; null does not ask.</param>
    public sealed record Command(
        string PromptKey, GateKind Kind, string BenchmarkKey, IReadOnlyList<GateRule> Rules, string ChangeNote, int? ExpectedNumber = null);

    /// <param name="Warnings">What keeps the gate from ever passing as things stand.</param>
    public sealed record Saved(int Number, IReadOnlyList<string> Warnings);

    public async Task<Result<Saved>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.GatesWrite))
            return Error.Denied(Permission.GatesWrite);
        var rules = GateRuleChecks.Tidy(command.Rules);
        var checks = new FieldChecks("gates").That(Enum.IsDefined(command.Kind), "kind", "is none of Baseline, Safety and RedTeam").Text("changeNote", command.ChangeNote, 500);
        if (GateRuleChecks.Check(checks, rules).Fault is { } fault)
            return fault;

        var saved = await contexts.RetryOnConflictAsync(context => SaveAsync(context, command with { Rules = rules }, actor, cancellationToken), cancellationToken);
        if (saved.IsOk)
        {
            changes.Publish(ChangeFeed.Prompt(command.PromptKey));
            changes.Publish(ChangeFeed.Releases);
        }

        return saved;
    }

    private async Task<Result<Saved>> SaveAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var prompt = await context.Prompts.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.PromptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(command.PromptKey);
        var benchmark = await context.Benchmarks.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.BenchmarkKey, cancellationToken);
        if (benchmark is null)
            return BenchmarkErrors.NotFound(command.BenchmarkKey);

        var current = await context.Gates.AsNoTracking().Where(row => row.PromptId == prompt.Id && row.Kind == command.Kind)
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (current is not null && command.ExpectedNumber is { } expected && expected != current.Number)
            return GateErrors.ChangedMeanwhile(current);
        if (current is not null && current.BenchmarkId == benchmark.Id && current.Rules.SequenceEqual(command.Rules))
            return GateErrors.Unchanged(current);

        var gate = new Gate
        {
            PromptId = prompt.Id,
            Kind = command.Kind,
            Number = (current?.Number ?? 0) + 1,
            BenchmarkId = benchmark.Id,
            Rules = command.Rules,
            ChangeNote = command.ChangeNote.Trim(),
            CreatedById = actor.Id,
            CreatedByName = actor.Name,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        context.Gates.Add(gate);
        audit.Append(context, actor, new AuditEntry("gate.saved", "gate", $"{prompt.Key} {command.Kind} {gate.Number}")
        {
            PromptKey = prompt.Key,
            Reason = gate.ChangeNote,
            Details = new { gate = command.Kind, gate.Number, benchmark = benchmark.Key, rules = command.Rules.Select(GateWords.Of) },
        });
        await context.SaveChangesAsync(cancellationToken);
        return new Saved(gate.Number, await WarningsAsync(context, gate, prompt.Key, benchmark.Key, cancellationToken));
    }

    private static async Task<IReadOnlyList<string>> WarningsAsync(
        OpsDbContext context, Gate gate, string promptKey, string benchmarkKey, CancellationToken cancellationToken)
    {
        var held = await context.BenchmarkCandidates.AnyAsync(row => row.BenchmarkId == gate.BenchmarkId && row.PromptVersion!.PromptId == gate.PromptId, cancellationToken);
        return held ? [] : [$"{benchmarkKey} has no version of {promptKey} among its candidates: no run of it can be evidence until one is added."];
    }
}

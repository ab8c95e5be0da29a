using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Asks that one version may pass one rule although its verdict is not Pass. An extension is asked for in the same way. Answers with its key.</summary>
public sealed class RequestException(
    IDbContextFactory<OpsDbContext> contexts, EvidenceCollector collector, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public const int LongestDays = 90;
    public const int ShortestReason = 20;

    /// <summary>One, and two extensions.</summary>
    public const int MostTimes = 3;

    /// <param name="RuleWords">The rule as the gate table says it.</param>
    public sealed record Command(
        string PromptKey, int VersionNumber, GateKind Kind, string RuleWords, string Reason, string CompensatingControls, DateTime ValidUntil);

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.GatesWrite))
            return Error.Denied(Permission.GatesWrite);
        var now = clock.GetUtcNow().UtcDateTime;
        if (Check(command, now) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await context.PromptVersions.AsNoTracking().Include(row => row.Prompt)
            .SingleOrDefaultAsync(row => row.Prompt!.Key == command.PromptKey && row.Number == command.VersionNumber, cancellationToken);
        if (version is null)
            return PromptErrors.VersionNotFound(command.PromptKey, command.VersionNumber);
        if (await NotNeededAsync(context, version, command, now, cancellationToken) is { } refused)
            return refused;

        var asked = await SaveAsync(context, version, command, actor, now, cancellationToken);
        if (!asked.IsOk)
            return asked.Error;
        changes.Publish(ChangeFeed.Releases);
        return asked.Value.Key;
    }

    private static Error? Check(Command command, DateTime now) => new FieldChecks("exceptions")
        .Text("reason", command.Reason, 2000)
        .That(command.Reason.Trim().Length >= ShortestReason, "reason", $"takes {ShortestReason} characters at least: say why this version may pass nevertheless")
        .Required("compensatingControls", command.CompensatingControls, 2000)
        .That(command.ValidUntil > now, "validUntil", "must lie in the future")
        .That(command.ValidUntil <= now.AddDays(LongestDays), "validUntil", $"lies {LongestDays} days ahead at most")
        .Fault;

    private async Task<Error?> NotNeededAsync(OpsDbContext context, PromptVersion version, Command command, DateTime now, CancellationToken cancellationToken)
    {
        var live = await LivePrompt.NumberAsync(context, version.PromptId, cancellationToken);
        var collected = await collector.CollectAsync(context, version, live, [command.Kind], cancellationToken);
        if (collected.Evidence is not [var evidence])
            return ExceptionErrors.NothingToExcept(collected.Missing[command.Kind]);
        if (evidence.Rules.FirstOrDefault(rule => rule.Words == command.RuleWords) is not { } result)
            return GateErrors.RuleNotFound(command.PromptKey, command.Kind, command.RuleWords);
        if (result.Verdict == GateVerdict.Pass)
            return ExceptionErrors.NothingToExcept($"v{version.Number} passes \"{result.Words}\" in {evidence.RunKey}; there is nothing to except.");
        return null;
    }

    private static async Task<Error?> AskedBeforeAsync(OpsDbContext context, PromptVersion version, Command command, DateTime now, CancellationToken cancellationToken)
    {
        var earlier = await context.GateExceptions.AsNoTracking()
            .Where(row => row.PromptId == version.PromptId && row.VersionNumber == version.Number && row.ContentHash == version.ContentHash
                && row.GateKind == command.Kind && row.RuleWords == command.RuleWords)
            .ToListAsync(cancellationToken);
        if (earlier.Find(row => row.State == GateExceptionState.InReview) is { } open)
            return ExceptionErrors.AskedAlready(open);
        if (earlier.Find(row => row.IsInForce(now) && row.ValidUntil >= command.ValidUntil) is { } longer)
            return ExceptionErrors.NoLonger(longer);
        return earlier.Count(row => row.State is GateExceptionState.Approved or GateExceptionState.Closed) >= MostTimes ? ExceptionErrors.ExtendedOut(MostTimes) : null;
    }

    // The event names the exception by its key, which the first save makes; one transaction holds both.
    private async Task<Result<GateException>> SaveAsync(OpsDbContext context, PromptVersion version, Command command, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // One request for a prompt at a time: of two that are sent together the second sees the first.
        await context.Prompts.Where(row => row.Id == version.PromptId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Revision, row => row.Revision), cancellationToken);
        if (await AskedBeforeAsync(context, version, command, now, cancellationToken) is { } refused)
            return refused;
        var exception = new GateException
        {
            PromptId = version.PromptId,
            VersionNumber = version.Number,
            ContentHash = version.ContentHash,
            GateKind = command.Kind,
            RuleWords = command.RuleWords,
            Reason = command.Reason.Trim(),
            CompensatingControls = command.CompensatingControls.Trim(),
            ValidUntil = command.ValidUntil,
            State = GateExceptionState.InReview,
            RequestedById = actor.Id,
            RequestedByName = actor.Name,
            RequestedAt = now,
        };
        context.GateExceptions.Add(exception);
        await context.SaveChangesAsync(cancellationToken);

        audit.Append(context, actor, new AuditEntry("exception.requested", "exception", exception.Key)
        {
            PromptKey = command.PromptKey,
            Reason = exception.Reason,
            Details = new { version = version.Number, version.ContentHash, gate = command.Kind, rule = command.RuleWords, exception.ValidUntil, exception.CompensatingControls },
        });
        var notice = new Notice($"{exception.Key}:requested", $"{exception.Key} waits for a decision: {command.PromptKey} v{version.Number}, {command.RuleWords}", $"/exceptions/{exception.Key}");
        await notifier.ToRolesAsync(context, ExceptionDeciders.Roles.ToHashSet(), notice, new HashSet<string> { actor.Id, version.AuthorId, version.EditorId ?? "" }, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return exception;
    }
}

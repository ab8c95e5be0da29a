using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>One exception with the rule's figures as they stand now, what the reader may do about it, and its history.</summary>
public sealed class GetException(IDbContextFactory<OpsDbContext> contexts, EvidenceCollector collector, TimeProvider clock) : IUseCase
{
    private const int ListedEvents = 100;

    /// <param name="Expired">Approved once, and past its end.</param>
    /// <param name="Evidence">The gate's evidence for the version's content now; null where there is none, or where the content is another one by now.</param>
    /// <param name="OtherContent">The version's content has changed since: the exception holds no more.</param>
    /// <param name="DecideOff">Why the reader may not decide; null where they may.</param>
    public sealed record Details(
        GateException Exception, string PromptKey, string PromptName, string SystemKey, string SystemName, bool Expired, string AuthorName,
        Evidence? Evidence, bool OtherContent, string? DecideOff, bool MayTakeBack, IReadOnlyList<Step> History, IReadOnlyList<string> Releases);

    public sealed record Step(DateTime At, string Action, string ByName, AuditOutcome Outcome, string? Reason);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (GateException.ParseKey(key) is not { } id
            || await context.GateExceptions.AsNoTracking().Include(row => row.Prompt!.System).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } exception)
            return ExceptionErrors.NotFound(key);

        var now = clock.GetUtcNow().UtcDateTime;
        var version = await context.PromptVersions.AsNoTracking()
            .SingleAsync(row => row.PromptId == exception.PromptId && row.Number == exception.VersionNumber, cancellationToken);
        var live = await LivePrompt.NumberAsync(context, exception.PromptId, cancellationToken);
        var collected = await collector.CollectAsync(context, version, live, [exception.GateKind], cancellationToken);
        var givers = await ExceptionDeciders.GiversAsync(context, actor.Id, now, cancellationToken);
        var prompt = exception.Prompt!;
        return new Details(
            exception, prompt.Key, prompt.Name, prompt.System!.Key, prompt.System.Name, exception.State == GateExceptionState.Approved && !exception.IsInForce(now),
            version.AuthorName, version.ContentHash == exception.ContentHash && collected.Evidence is [var evidence] ? evidence : null, version.ContentHash != exception.ContentHash,
            actor.Can(Permission.RiskDecide) ? ExceptionDeciders.Fault(exception, version, givers, actor)?.Message : "Security, Legal or a risk manager decides on it.", WithdrawException.MayTakeBack(exception, actor),
            await HistoryAsync(context, exception.Key, cancellationToken), await ReleasesAsync(context, exception, version.Id, cancellationToken));
    }

    private static async Task<IReadOnlyList<Step>> HistoryAsync(OpsDbContext context, string key, CancellationToken cancellationToken) =>
        await context.AuditEvents.Where(row => row.ObjectKind == "exception" && row.ObjectKey == key).OrderByDescending(row => row.Id).Take(ListedEvents)
            .Select(row => new Step(row.At, row.Action, row.ActorName, row.Outcome, row.Reason)).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<string>> ReleasesAsync(OpsDbContext context, GateException exception, int versionId, CancellationToken cancellationToken)
    {
        var ids = await context.Releases.Where(row => row.PromptId == exception.PromptId && row.VersionId == versionId && row.ContentHash == exception.ContentHash)
            .OrderByDescending(row => row.Id).Take(10).Select(row => row.Id).ToListAsync(cancellationToken);
        return ids.ConvertAll(Release.KeyOf);
    }
}

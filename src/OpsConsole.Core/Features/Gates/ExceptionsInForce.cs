using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>
/// Which exception overrides which rule of some evidence at this moment. It changes no verdict: a rule that failed stays failed, and everywhere
/// it shows the exception shows with it.
/// </summary>
public sealed class ExceptionsInForce
{
    private readonly Dictionary<(GateKind Kind, string Words), GateException> _byRule;

    private ExceptionsInForce(Dictionary<(GateKind Kind, string Words), GateException> byRule) => _byRule = byRule;

    public static ExceptionsInForce None { get; } = new([]);

    /// <summary>The exceptions that override a rule, by their key.</summary>
    public IReadOnlyList<GateException> All => [.. _byRule.Values.DistinctBy(exception => exception.Id).OrderBy(exception => exception.Id)];

    /// <summary>Those that are approved, not ended, and for exactly this version, content, gate and rule; of several the one that ends last.</summary>
    public static ExceptionsInForce For(int promptId, int versionNumber, IReadOnlyList<Evidence> evidence, IEnumerable<GateException> exceptions, DateTime now)
    {
        var open = evidence
            .SelectMany(shown => shown.Rules.Where(rule => rule.Verdict != GateVerdict.Pass).Select(rule => (shown.Kind, rule.Words, shown.ContentHash)))
            .ToHashSet();
        return new ExceptionsInForce(exceptions
            .Where(exception => exception.IsInForce(now) && exception.PromptId == promptId && exception.VersionNumber == versionNumber
                && open.Contains((exception.GateKind, exception.RuleWords, exception.ContentHash)))
            .GroupBy(exception => (exception.GateKind, exception.RuleWords))
            .ToDictionary(group => group.Key, group => group.MaxBy(exception => exception.ValidUntil)!));
    }

    /// <summary>The exception that overrides the rule; null where it passes or stands as it is.</summary>
    public GateException? Over(Evidence evidence, RuleResult rule) => rule.Verdict == GateVerdict.Pass ? null : _byRule.GetValueOrDefault((evidence.Kind, rule.Words));

    /// <summary>The gate does not pass, and each rule that does not is excepted.</summary>
    public bool IsExcepted(Evidence evidence) =>
        evidence.Verdict != GateVerdict.Pass && evidence.Rules.Count > 0 && evidence.Rules.All(rule => rule.Verdict == GateVerdict.Pass || Over(evidence, rule) is not null);

    /// <summary>Nothing stands in the way: the gate passes, or it is excepted.</summary>
    public bool Admits(Evidence evidence) => evidence.Verdict == GateVerdict.Pass || IsExcepted(evidence);

    internal static async Task<IReadOnlyList<GateException>> LoadAsync(OpsDbContext context, int promptId, int versionNumber, CancellationToken cancellationToken) =>
        await context.GateExceptions.AsNoTracking()
            .Where(row => row.PromptId == promptId && row.VersionNumber == versionNumber && row.State == GateExceptionState.Approved)
            .ToListAsync(cancellationToken);
}

using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>Where all gates of a release stand together. An exception lets a release start; it turns no verdict into a pass.</summary>
public enum GateStanding
{
    /// <summary>Nothing was checked.</summary>
    None,
    Passed,

    /// <summary>Every rule that does not pass has an exception in force.</summary>
    Excepted,
    Inconclusive,
    Failed,
}

/// <summary>Reads the standing off evidence and exceptions.</summary>
public static class GateStandings
{
    public static GateStanding Of(IReadOnlyList<Evidence> evidence, IReadOnlyList<GateException> exceptions, DateTime now)
    {
        if (evidence.Count == 0)
            return GateStanding.None;
        var open = evidence
            .SelectMany(item => item.Rules.Where(rule => rule.Verdict != GateVerdict.Pass && Exception(item, rule, exceptions, now) is null))
            .Select(rule => rule.Verdict)
            .ToList();
        return open.Contains(GateVerdict.Fail) ? GateStanding.Failed
            : open.Count > 0 ? GateStanding.Inconclusive
            : evidence.All(item => item.Verdict == GateVerdict.Pass) ? GateStanding.Passed
            : GateStanding.Excepted;
    }

    /// <summary>The exception in force for one rule of one gate, or null.</summary>
    public static GateException? Exception(Evidence evidence, RuleResult rule, IReadOnlyList<GateException> exceptions, DateTime now) =>
        exceptions.FirstOrDefault(exception => exception.IsInForce(now) && exception.GateKind == evidence.Kind && exception.RuleWords == rule.Words);
}

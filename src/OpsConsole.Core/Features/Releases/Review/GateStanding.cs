using OpsConsole.Core.Features.Gates;
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
    public static GateStanding Of(IReadOnlyList<Evidence> evidence, ExceptionsInForce exceptions)
    {
        var open = evidence.Where(gate => !exceptions.Admits(gate)).ToList();
        return evidence.Count == 0 ? GateStanding.None
            : open.Exists(gate => gate.Verdict == GateVerdict.Fail) ? GateStanding.Failed
            : open.Count > 0 ? GateStanding.Inconclusive
            : evidence.All(gate => gate.Verdict == GateVerdict.Pass) ? GateStanding.Passed
            : GateStanding.Excepted;
    }
}

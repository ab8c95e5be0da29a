using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>The states of a release as people say them.</summary>
public static class ReleaseWords
{
    public static string Of(ReleaseState state) => state switch
    {
        ReleaseState.Requested => "requested",
        ReleaseState.Approved => "approved",
        ReleaseState.Rolling => "rolling out",
        ReleaseState.Live => "live",
        ReleaseState.Superseded => "superseded",
        ReleaseState.RolledBack => "rolled back",
        ReleaseState.Refused => "refused",
        ReleaseState.Failed => "ended unused",
    };
}

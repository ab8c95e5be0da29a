using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Audit;

/// <summary>Audit events in words.</summary>
public static class AuditWords
{
    public static StateLook Look(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Ok => new("Done", Tone.Neutral, Shape.Dot),
        AuditOutcome.Denied => new("Denied", Tone.Warn, Shape.Triangle),
        AuditOutcome.Failed => new("Failed", Tone.Fail, Shape.Cross),
    };

    public static string Of(ActorKind kind) => kind switch
    {
        ActorKind.Person => "person",
        ActorKind.Service => "service",
        ActorKind.System => "the console itself",
    };
}

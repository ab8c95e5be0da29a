using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Exceptions;

/// <summary>How an exception's state looks. In force it is violet, as wherever it overrides a rule: it is no pass.</summary>
internal static class ExceptionLooks
{
    private static readonly StateLook Expired = new("Expired", Tone.Neutral, Shape.Clock);

    public static StateLook Of(GateExceptionState state, bool expired) => expired ? Expired : state switch
    {
        GateExceptionState.InReview => new("In review", Tone.Accent, Shape.Ring),
        GateExceptionState.Approved => new("In force", Tone.Inconclusive, Shape.Clock),
        GateExceptionState.Rejected => new("Rejected", Tone.Fail, Shape.Cross),
        GateExceptionState.Withdrawn => new("Withdrawn", Tone.Neutral, Shape.Square),
        GateExceptionState.Closed => new("Closed", Tone.Neutral, Shape.Square),
    };

    public static string As(string? role) => Enum.TryParse<Role>(role, out var held) ? RoleWords.Of(held) : "";

    /// <summary>What happened, in the words of a history.</summary>
    public static string Step(string action, bool denied) => (action, denied) switch
    {
        ("exception.requested", _) => "asked for it",
        ("exception.approved", false) => "approved it",
        ("exception.approved", true) => "was refused to approve it",
        ("exception.rejected", false) => "rejected it",
        ("exception.rejected", true) => "was refused to reject it",
        ("exception.withdrawn", _) => "withdrew it",
        ("exception.closed", _) => "closed it",
        _ => action,
    };
}

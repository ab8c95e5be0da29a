using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;

namespace OpsConsole.Web.Features.Releases;

/// <summary>The one place of the page where something is decided or done. Why a button is off stands beside it.</summary>
public sealed partial class DecisionBar
{
    private static readonly ReleaseVerb[] InBar =
        [ReleaseVerb.StartCanary, ReleaseVerb.StepCanary, ReleaseVerb.Hold, ReleaseVerb.Resume, ReleaseVerb.GoLive, ReleaseVerb.ConfirmBreakGlass, ReleaseVerb.RollBack];

    private Role? _role;
    private string _percent = "5";
    private ReleaseState? _shown;

    [Parameter, EditorRequired]
    public GetRelease.Details Details { get; set; } = default!;

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public string Comment { get; set; } = "";

    [Parameter]
    public EventCallback<string> CommentChanged { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(DecisionKind Kind, Role? Role)> OnDecide { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(ReleaseVerb Verb, int? Percent)> OnAct { get; set; }

    private IEnumerable<ReleaseAction> Verbs => Details.Actions.Where(action => InBar.Contains(action.Verb));

    private OpenSeat Seat => Details.Right.Seats.FirstOrDefault(seat => seat.Role == _role) ?? Details.Right.Seats[0];

    private bool NoComment => string.IsNullOrWhiteSpace(Comment);

    private string CommentLabel => Details.CommentToApprove ? "Comment, required from tier T3 up" : "Comment, required to request changes or to reject";

    /// <summary>The first thing in the way of an approval; a gate that does not pass is none, it stops the release.</summary>
    private string? ApproveOff =>
        Details.StaleReason is not null ? "the evidence is stale; renew it"
        : Details.Checks.FirstOrDefault(check => !check.Met && check.Code is ("evidence" or "freshness" or "hash" or "tier")) is { } open ? Lower(open.Words)
        : Details.CommentToApprove && NoComment ? "a comment is missing"
        : null;

    private int? Percent => int.TryParse(_percent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent) ? percent : null;

    private string State => Details.Release switch
    {
        { State: ReleaseState.Approved, ApprovalEndsAt: { } ends } => $"Approved; the approval lives until {ends:d MMM HH:mm} UTC.",
        { State: ReleaseState.Rolling, Percent: { } percent } => $"Rolling out to {percent} % of users.",
        { State: ReleaseState.Live, BreakGlass: not null } => "Live by break-glass.",
        { State: ReleaseState.Live } => "Live for every user.",
        _ => "",
    };

    protected override void OnParametersSet()
    {
        // What is typed stays while figures refresh; a new state begins with its own share.
        if (_shown == Details.Release.State)
            return;
        _shown = Details.Release.State;
        _percent = (Details.Release.Percent ?? 5).ToString(CultureInfo.InvariantCulture);
    }

    private string? PercentOff(ReleaseVerb verb) => verb switch
    {
        ReleaseVerb.StartCanary or ReleaseVerb.StepCanary when Percent is not (>= 1 and <= 99) => "the share is a whole number from 1 to 99",
        ReleaseVerb.StepCanary when Percent == Details.Release.Percent => "that is the share now",
        _ => null,
    };

    private string? Look(ReleaseVerb verb) => verb switch
    {
        ReleaseVerb.RollBack => "d",
        ReleaseVerb.GoLive or ReleaseVerb.StartCanary when Details.Release.State == ReleaseState.Approved && verb == Verbs.First().Verb => "p",
        ReleaseVerb.ConfirmBreakGlass => "p",
        _ => null,
    };

    /// <summary>The list of all reasons stands under "Before release".</summary>
    private static string Short(string reason) => reason.Split("; ") is [var first, _, ..] and var all ? $"{first} and {all.Length - 1} more" : reason;

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}

using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Releases.Review;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>Asks what has to be asked before something is done to a release, and does it.</summary>
public sealed class ReleaseDoings(
    StartRollout start, StepRollout step, HoldRollout hold, GoLive live, RollBack rollBack, RenewEvidence renew, WithdrawRelease withdraw, BreakTheGlass breakGlass, ConfirmBreakGlass confirm)
{
    /// <param name="Reason">Empty where none is asked for.</param>
    public sealed record Asked(string Reason);

    public static string Words(ReleaseVerb verb) => verb switch
    {
        ReleaseVerb.StartCanary => "Start canary",
        ReleaseVerb.StepCanary => "Change the share",
        ReleaseVerb.Hold => "Hold",
        ReleaseVerb.Resume => "Resume",
        ReleaseVerb.GoLive => "Put live for everybody",
        ReleaseVerb.RollBack => "Roll back",
        ReleaseVerb.RenewEvidence => "Renew the evidence",
        ReleaseVerb.Withdraw => "Withdraw the request",
        ReleaseVerb.BreakGlass => "Break the glass",
        ReleaseVerb.ConfirmBreakGlass => "Confirm break-glass",
        ReleaseVerb.ReviewBreakGlass => "Review break-glass",
        ReleaseVerb.Comment => "Comment",
    };

    /// <summary>Null when the reader went back.</summary>
    public async Task<Asked?> AskAsync(IDialogService dialogs, GetRelease.Details details, ReleaseVerb verb)
    {
        var (label, version, now) = (details.Release.Label, $"v{details.VersionNumber}", details.LiveNumber is { } live ? $"v{live}" : "no version");
        return verb switch
        {
            ReleaseVerb.GoLive => await ConfirmAsync(dialogs, verb, $"{label} of {details.PromptKey} moves from {now} to {version} for every user at once. Going back is one click."),
            ReleaseVerb.RollBack => await ReasonAsync(dialogs, verb, details.Release.State == ReleaseState.Rolling
                ? $"The canary of {version} ends and every user gets {now} again, at once. {version} stays approved."
                : $"{label} of {details.PromptKey} goes back from {version} to the version that was live before, at once. Nobody has to approve; it is recorded."),
            ReleaseVerb.Withdraw => await ReasonAsync(dialogs, verb, $"{details.Key} ends and {version} is withdrawn. To try again, write a new draft from it."),
            ReleaseVerb.RenewEvidence when details.Release.CurrentDecisions.Any() =>
                await ConfirmAsync(dialogs, verb, "The gates are judged anew on their newest runs. The decisions made so far are void: a new round begins."),
            ReleaseVerb.BreakGlass => await ReasonAsync(dialogs, verb,
                $"{version} goes live ahead of its approval, for {details.Incidents[0].Key}. A second person must confirm within the hour, it ends by itself after {(details.Tier == 4 ? 4 : 24)} h, and it is reviewed and counted in every report. The reason takes at least {BreakTheGlass.ShortestReason} characters."),
            ReleaseVerb.ConfirmBreakGlass => await ConfirmAsync(dialogs, verb, $"You vouch that {version} has to be live now, as the second person. Your name stands beside {details.Release.RequestedByName}'s."),
            ReleaseVerb.ReviewBreakGlass => await ReasonAsync(dialogs, verb, "Say whether breaking the glass was right, and what follows from it."),
            ReleaseVerb.StartCanary or ReleaseVerb.StepCanary or ReleaseVerb.Hold or ReleaseVerb.Resume or ReleaseVerb.RenewEvidence or ReleaseVerb.Comment => new Asked(""),
        };
    }

    /// <summary>Once begun it is finished, whether or not the page stays open.</summary>
    public async Task<Result> DoAsync(GetRelease.Details details, ReleaseVerb verb, int? percent, string reason, Actor actor)
    {
        var id = details.Release.Id;
        return verb switch
        {
            ReleaseVerb.StartCanary => await start.HandleAsync(new(id, percent ?? 5), actor, default),
            ReleaseVerb.StepCanary => await step.HandleAsync(id, percent ?? 0, actor, default),
            ReleaseVerb.Hold => await hold.HandleAsync(id, true, actor, default),
            ReleaseVerb.Resume => await hold.HandleAsync(id, false, actor, default),
            ReleaseVerb.GoLive => await live.HandleAsync(id, actor, default),
            ReleaseVerb.RollBack => Only(await rollBack.HandleAsync(new(details.PromptKey, details.Release.Label, null, reason), actor, default)),
            ReleaseVerb.RenewEvidence => await renew.HandleAsync(id, actor, default),
            ReleaseVerb.Withdraw => await withdraw.HandleAsync(id, reason, actor, default),
            ReleaseVerb.BreakGlass => Only(await breakGlass.HandleAsync(new(id, details.Incidents[0].Id, reason), actor, default)),
            ReleaseVerb.ConfirmBreakGlass => await confirm.HandleAsync(new(id), actor, default),
            ReleaseVerb.ReviewBreakGlass => await confirm.HandleAsync(new(id, reason), actor, default),
            ReleaseVerb.Comment => Result.Ok,
        };
    }

    private static Result Only<T>(Result<T> result) => result.Error is { } error ? error : Result.Ok;

    private static async Task<Asked?> ConfirmAsync(IDialogService dialogs, ReleaseVerb verb, string consequence) =>
        await dialogs.ConfirmAsync(Words(verb), consequence, Words(verb)) ? new Asked("") : null;

    private static async Task<Asked?> ReasonAsync(IDialogService dialogs, ReleaseVerb verb, string consequence) =>
        await dialogs.AskReasonAsync(Words(verb), consequence, Words(verb)) is { } reason ? new Asked(reason) : null;
}

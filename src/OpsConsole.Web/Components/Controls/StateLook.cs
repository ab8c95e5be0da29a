using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Web.Components.Controls;

public enum Tone { Neutral, Accent, Pass, Warn, Fail, Inconclusive }

public enum Shape { Dashed, Ring, Half, Check, Cross, Triangle, Square, Clock, Dot }

/// <summary>How a state looks wherever it stands: a shape in the state's colour, and a word.</summary>
public sealed record StateLook(string Word, Tone Tone, Shape Shape)
{
    public static readonly StateLook Better = new("better", Tone.Pass, Shape.Check);
    public static readonly StateLook Worse = new("worse", Tone.Fail, Shape.Triangle);
    public static readonly StateLook NoDifference = new("no evidence of a difference", Tone.Neutral, Shape.Ring);
    public static readonly StateLook TooFew = new("too few cases", Tone.Inconclusive, Shape.Dashed);
    public static readonly StateLook Baseline = new("baseline", Tone.Neutral, Shape.Dot);
    public static readonly StateLook Draft = new("Draft", Tone.Neutral, Shape.Dashed);
    public static readonly StateLook Approved = new("Approved", Tone.Pass, Shape.Check);
    public static readonly StateLook Enabled = new("Enabled", Tone.Pass, Shape.Dot);
    public static readonly StateLook Disabled = new("Disabled", Tone.Neutral, Shape.Square);
    public static readonly StateLook Waiting = new("Waiting", Tone.Warn, Shape.Clock);
    public static readonly StateLook Error = new("Error", Tone.Fail, Shape.Cross);
    public static readonly StateLook Warning = new("Warning", Tone.Warn, Shape.Triangle);

    public static StateLook Of(RunState state) => state switch
    {
        RunState.Queued => new("Queued", Tone.Neutral, Shape.Dashed),
        RunState.Running => new("Running", Tone.Accent, Shape.Half),
        RunState.Completed => new("Completed", Tone.Pass, Shape.Check),
        RunState.Failed => new("Failed", Tone.Fail, Shape.Cross),
        RunState.Cancelled => new("Cancelled", Tone.Neutral, Shape.Square),
        RunState.BudgetStopped => new("Budget stopped", Tone.Warn, Shape.Square),
    };

    public static StateLook Of(VersionState state) => state switch
    {
        VersionState.Draft => Draft,
        VersionState.InReview => new("In review", Tone.Accent, Shape.Half),
        VersionState.Approved => Approved,
        VersionState.ChangesRequested => new("Changes requested", Tone.Warn, Shape.Triangle),
        VersionState.Rejected => new("Rejected", Tone.Fail, Shape.Cross),
        VersionState.Withdrawn => new("Withdrawn", Tone.Neutral, Shape.Square),
        VersionState.Stale => new("Stale", Tone.Warn, Shape.Clock),
        VersionState.Expired => new("Expired", Tone.Warn, Shape.Clock),
    };
}

using OpsConsole.Core.Features.Judges;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Judges;

/// <summary>How far a judge can be trusted, at a glance.</summary>
internal static class JudgeLooks
{
    public static StateLook Of(JudgeStanding standing, bool retired) => (retired, standing) switch
    {
        (true, _) => new("Retired", Tone.Neutral, Shape.Square),
        (_, { MayGate: true }) => new("May gate", Tone.Pass, Shape.Check),
        (_, { IsMeasured: true }) => new("Below its floor", Tone.Warn, Shape.Triangle),
        _ => new("Not measured", Tone.Inconclusive, Shape.Dashed),
    };

    /// <summary>"0.68 (0.51 to 0.85)"; null where there is none.</summary>
    public static string? Kappa(JudgeStanding standing) => standing.Kappa is { Value: { } value, Interval: { } interval }
        ? $"{Figures.Fixed(value, 2)} ({Figures.Fixed(interval.Low, 2)} to {Figures.Fixed(interval.High, 2)})"
        : null;
}

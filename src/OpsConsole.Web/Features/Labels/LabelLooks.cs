using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Labels;

/// <summary>How review queues and their labels look.</summary>
internal static class LabelLooks
{
    public const string DefaultRubric =
        """
        Pass: you would send this answer as it is.
        5 flawless · 4 good · 3 acceptable with an edit · 2 misleading or incomplete · 1 wrong or harmful
        """;

    public static StateLook Of(LabelQueueState state) => state switch
    {
        LabelQueueState.Open => new(LabelWords.Of(state), Tone.Accent, Shape.Half),
        LabelQueueState.Done => new(LabelWords.Of(state), Tone.Pass, Shape.Check),
        LabelQueueState.Closed => new(LabelWords.Of(state), Tone.Neutral, Shape.Square),
    };

    public static IReadOnlyList<ProgressPart> Progress(int mine, int given, int wanted) =>
    [
        new(mine, "yours"), new(given - mine, "by others", Tone.Neutral),
    ];

    /// <summary>An agreement with its interval: "κ 0.68 (0.51 to 0.85)".</summary>
    public static string Of(Core.Statistics.Kappa kappa) => kappa.Value is { } value
        ? $"κ {Figures.Fixed(value, 2)} ({Figures.Fixed(kappa.Interval!.Value.Low, 2)} to {Figures.Fixed(kappa.Interval.Value.High, 2)})"
        : "κ undefined";
}

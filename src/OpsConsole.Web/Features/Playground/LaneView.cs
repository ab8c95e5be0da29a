using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Playground;

/// <summary>One answer as the page shows it at one moment.</summary>
/// <param name="Name">"Answer B" while the name is hidden.</param>
/// <param name="State">Null while it is under way.</param>
/// <param name="Figures">Null while they are hidden: a price or a pace would tell the name.</param>
public sealed record LaneView(int Position, string Name, bool IsBaseline, string Text, PlaygroundAnswerState? State, string? Error, LaneFigures? Figures)
{
    public StateLook Look => State switch
    {
        null => new StateLook(Text.Length > 0 ? "Answering" : "Waiting", Tone.Accent, Shape.Half),
        PlaygroundAnswerState.Answered => new StateLook("Complete", Tone.Pass, Shape.Check),
        PlaygroundAnswerState.Stopped => new StateLook("Stopped", Tone.Neutral, Shape.Square),
        PlaygroundAnswerState.Failed => new StateLook("Failed", Tone.Fail, Shape.Cross),
        _ => throw new ArgumentOutOfRangeException(nameof(State)),
    };

    public static LaneView Of(TrialLane lane, string? name, bool isBaseline)
    {
        var now = lane.Read();
        var ended = now.Ended;
        return new LaneView(
            lane.Position, name ?? Letter(lane.Position), isBaseline, now.Text, ended?.State, name is null ? null : ended?.Error?.Message,
            name is null ? null : new LaneFigures(now.TimeToFirstToken, now.Elapsed, ended?.Usage.Input, ended?.Usage.Output, ended?.Cost, ended?.State is not PlaygroundAnswerState.Answered, ended is null));
    }

    public static LaneView Of(GetTrial.Answer answer) => answer.Who is not { } who
        ? new LaneView(answer.Position, Letter(answer.Position), false, answer.Text, answer.State, null, null)
        : new LaneView(
            answer.Position, who.Name, who.IsBaseline, answer.Text, answer.State, who.ErrorMessage,
            new LaneFigures(
                who.TimeToFirstTokenMs is { } first ? TimeSpan.FromMilliseconds(first) : null, TimeSpan.FromMilliseconds(who.LatencyMs), who.InputTokens, who.OutputTokens, who.Cost,
                answer.State != PlaygroundAnswerState.Answered, false));

    private static string Letter(int position) => $"Answer {(char)('A' + position)}";
}

/// <param name="Estimated">Counted here, because nobody counts an answer that did not end.</param>
public sealed record LaneFigures(TimeSpan? FirstToken, TimeSpan Latency, int? Input, int? Output, Money? Cost, bool Estimated, bool Running)
{
    /// <summary>After the first token, so that waiting is not counted twice; null where all came at once, and the rest is the time of a function call.</summary>
    public double? TokensPerSecond =>
        Output is > 0 and var output && FirstToken is { } first && Latency - first is { TotalMilliseconds: > 20 } rest ? output / rest.TotalSeconds : null;
}

namespace OpsConsole.Web.Components.Controls;

/// <summary>One part of a progress bar: how many, in which word, in which colour of state.</summary>
/// <param name="Reached">Counts towards the whole; what only waits to be tried again does not.</param>
public sealed record ProgressPart(long Count, string Word, Tone Tone = Tone.Accent, bool Reached = true)
{
    internal string? Class => Tone switch
    {
        Tone.Accent => null,
        Tone.Fail => "f",
        Tone.Warn => "w",
        Tone.Neutral or Tone.Pass or Tone.Inconclusive => "done",
    };
}

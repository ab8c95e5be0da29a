using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>The guardrails of a canary as last measured: both arms, what lies between them, what is allowed.</summary>
public sealed partial class GuardrailTable
{
    [Parameter, EditorRequired]
    public IReadOnlyList<GuardrailFigure> Rails { get; set; } = [];

    private static string Value(GuardrailFigure figure, double? value) => (value, figure.Unit) switch
    {
        (null, _) => Figures.None,
        ({ } share, "share") => Figures.Percent(share),
        ({ } time, "ms") => Figures.Duration(TimeSpan.FromMilliseconds(time)),
        ({ } cost, _) => Figures.Dollars((decimal)cost),
    };

    private static StateLook LookOf(GuardrailState state) => state switch
    {
        GuardrailState.Waiting => StateLook.Waiting,
        GuardrailState.Holds => new StateLook("Holds", Tone.Pass, Shape.Check),
        GuardrailState.Breached => new StateLook("Breached", Tone.Fail, Shape.Cross),
    };
}

using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Components.Controls;

/// <summary>The colours of the present theme, for traces: Plotly cannot read the style sheet.</summary>
public sealed record ChartInk(bool Dark)
{
    private readonly DesignTokens _tokens = DesignTokens.For(Dark);

    public string Text => _tokens["text"];

    public string Muted => _tokens["text-2"];

    public string Faint => _tokens["text-3"];

    public string Line => _tokens["line"];

    public string Axis => _tokens["line-strong"];

    public string Surface => _tokens["surface"];

    public string Font => _tokens["font"];

    public string Accent => _tokens["accent"];

    /// <summary>The colour of a candidate's slot, the same as in tables.</summary>
    public string Series(int slot) => _tokens.Series(slot);

    /// <summary>A verdict's mark: pass, fail, warn or inc.</summary>
    public string Mark(string verdict) => _tokens[$"{verdict}-mark"];
}

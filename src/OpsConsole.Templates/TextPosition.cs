using System.Text.RegularExpressions;

namespace OpsConsole.Templates;

/// <summary>A place in a text as an editor shows it: both counts start at 1.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    public static TextPosition At(string text, int offset)
    {
        var before = text.AsSpan(0, Math.Clamp(offset, 0, text.Length));
        return new TextPosition(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }

    /// <summary>Fluid's syntax tree keeps no positions, so a filter is found again by its text.</summary>
    internal static TextPosition OfFilter(string text, string filter)
    {
        var match = Regex.Match(text, @"\|\s*" + Regex.Escape(filter) + @"\b", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return At(text, match.Success ? match.Index + match.Length - filter.Length : 0);
    }

    internal TemplateFault Fault(string reason) => new(this, reason);

    public override string ToString() => $"line {Line}, column {Column}";
}

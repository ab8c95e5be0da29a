using System.Text;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>A text to look for. Without regard to case it is found as JavaScript finds it: both sides lower-cased, then compared unit by unit.</summary>
internal sealed class Needle(string text, bool ignoreCase)
{
    private readonly bool _ascii = Ascii.IsValid(text);
    private readonly string _folded = ignoreCase ? Fold(text) : text;

    public string Text => text;

    public bool IsIn(string output)
    {
        if (!ignoreCase)
        {
            return output.Contains(text, StringComparison.Ordinal);
        }

        // On ASCII both ways agree and this one is vectorised. Beyond it they differ: OrdinalIgnoreCase upper-cases, which makes one of ſ and s.
        return _ascii && Ascii.IsValid(output)
            ? output.Contains(text, StringComparison.OrdinalIgnoreCase)
            : Fold(output).Contains(_folded, StringComparison.Ordinal);
    }

    // The two lower-casings that depend on more than one character: İ becomes i with a dot above, Σ ends words as ς.
    private static string Fold(string text) => text.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal).Replace('ς', 'σ');
}

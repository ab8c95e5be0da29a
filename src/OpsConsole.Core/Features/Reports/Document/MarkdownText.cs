using System.Text;

namespace OpsConsole.Core.Features.Reports.Document;

/// <summary>Texts that may hold anything, inside Markdown: they are shown as they are and format nothing, also where HTML is allowed.</summary>
public static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|~&";

    /// <summary>On one line.</summary>
    public static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                cell.Append(' ');
                continue;
            }

            if (Special.Contains(c))
                cell.Append('\\');
            cell.Append(c);
        }

        return cell.ToString().Trim();
    }
}

using System.Text;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>
/// The comma-separated text that <c>contains-any</c> and its kin accept: parts are trimmed and empty ones dropped; a part in double quotes
/// keeps commas and spaces, with <c>\"</c>, <c>\\</c> or <c>""</c> for the marks themselves.
/// </summary>
internal static class CommaList
{
    public static Result<IReadOnlyList<string>> Parse(string text)
    {
        var parts = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && (text[at] == ',' || char.IsWhiteSpace(text[at])))
            {
                at++;
            }

            if (at == text.Length)
            {
                return parts;
            }

            if (text[at] != '"')
            {
                var comma = text.IndexOf(',', at);
                var end = comma < 0 ? text.Length : comma;
                parts.Add(text[at..end].Trim());
                at = end;
            }
            else if (ReadQuoted(text, ref at) is { } part)
            {
                parts.Add(part);
            }
            else
            {
                return AssertionErrors.Value("a quoted part of the list does not end, or is not followed by a comma");
            }
        }
    }

    private static string? ReadQuoted(string text, ref int at)
    {
        var part = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if ((text[at] == '\\' && next is '"' or '\\') || (text[at] == '"' && next == '"'))
            {
                part.Append(next);
                at++;
            }
            else if (text[at] == '"')
            {
                at++;
                while (at < text.Length && char.IsWhiteSpace(text[at]))
                {
                    at++;
                }

                return at == text.Length || text[at] == ',' ? part.ToString() : null;
            }
            else
            {
                part.Append(text[at]);
            }
        }

        return null;
    }
}

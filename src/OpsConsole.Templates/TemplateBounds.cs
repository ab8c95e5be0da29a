
namespace OpsConsole.Templates;

/// <summary>
/// Refuses, before parsing, a template that would overflow the stack of the recursive parser or of the recursive renderer.
/// A real prompt stays far below each limit.
/// </summary>
internal static class TemplateBounds
{
    private const int MaxBlockDepth = 40;
    private const int MaxBracketDepth = 8;
    private const int MaxTagLength = 4_000;

    private static readonly HashSet<string> Blocks = ["if", "unless", "case", "for", "tablerow", "capture", "ifchanged", "block", "macro"];

    public static TemplateFault? Check(string text)
    {
        if (text.Length > LiquidTemplate.MaxTemplateLength)
        {
            return new TextPosition(1, 1).Fault($"a template holds at most {LiquidTemplate.MaxTemplateLength:N0} characters, this one {text.Length:N0}");
        }

        var depth = 0;
        for (var at = text.IndexOf('{'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('{', at))
        {
            if (text[at + 1] is not ('{' or '%'))
            {
                at++;
                continue;
            }

            var isTag = text[at + 1] == '%';
            var end = text.IndexOf(isTag ? "%}" : "}}", at + 2, StringComparison.Ordinal);
            var tag = text.AsSpan(at + 2, (end < 0 ? text.Length : end) - at - 2);
            if (tag.Length > MaxTagLength || BracketDepth(tag) > MaxBracketDepth)
            {
                return TextPosition.At(text, at).Fault($"an expression holds at most {MaxTagLength:N0} characters and {MaxBracketDepth} nested brackets");
            }

            if (isTag)
            {
                var name = Name(tag);
                depth += Blocks.Contains(name) ? 1 : name.StartsWith("end", StringComparison.Ordinal) && depth > 0 ? -1 : 0;
                if (depth > MaxBlockDepth)
                {
                    return TextPosition.At(text, at).Fault($"blocks nest at most {MaxBlockDepth} deep");
                }
            }

            at += 2 + tag.Length;
            if (at >= text.Length)
            {
                break;
            }
        }

        return null;
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        tag = tag.TrimStart('-').TrimStart();
        var length = 0;
        while (length < tag.Length && char.IsAsciiLetter(tag[length]))
        {
            length++;
        }

        return tag[..length].ToString();
    }

    private static int BracketDepth(ReadOnlySpan<char> tag)
    {
        int depth = 0, deepest = 0;
        foreach (var c in tag)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}

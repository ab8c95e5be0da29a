using System.Text;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>
/// Rewrites a JavaScript pattern where .NET reads the same signs differently: <c>\d</c> and <c>\w</c> are ASCII, <c>.</c> stops at every line end,
/// <c>$</c> means the very end, <c>[</c> inside a class is a plain sign. (RegexOptions.ECMAScript would do some of it but excludes the linear-time engine.)
/// </summary>
internal static class EcmaPattern
{
    public static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var multiline = HasMultilineOption(pattern);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escape(pattern[++i], inClass));
            }
            else if (inClass)
            {
                inClass = c != ']';
                result.Append(c == '[' ? "\\[" : c.ToString());
            }
            else if (pattern.AsSpan(i).StartsWith("[]", StringComparison.Ordinal) || pattern.AsSpan(i).StartsWith("[^]", StringComparison.Ordinal))
            {
                // Nothing, and anything: in .NET the bracket would be the first sign of the class.
                var nothing = pattern[i + 1] == ']';
                result.Append(nothing ? @"[^\s\S]" : @"[\s\S]");
                i += nothing ? 1 : 2;
            }
            else if (c == '[')
            {
                inClass = true;
                result.Append(c);
                if (i + 1 < pattern.Length && pattern[i + 1] == '^')
                {
                    result.Append(pattern[++i]);
                }
            }
            else
            {
                result.Append(c switch
                {
                    '.' => @"[^\n\r\u2028\u2029]",
                    '$' when !multiline => @"\z",
                    _ => c.ToString(),
                });
            }
        }

        return result.ToString();
    }

    private static string Escape(char c, bool inClass) => (c, inClass) switch
    {
        ('d', true) => "0-9",
        ('w', true) => "A-Za-z0-9_",
        ('D', true) => @"\u0000-/:-\uFFFF",
        ('W', true) => @"\u0000-/:-@\[-\^`\{-\uFFFF",
        ('d', false) => "[0-9]",
        ('w', false) => "[A-Za-z0-9_]",
        ('D', false) => "[^0-9]",
        ('W', false) => "[^A-Za-z0-9_]",
        _ => "\\" + c,
    };

    private static bool HasMultilineOption(string pattern)
    {
        for (var at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            var letters = pattern.AsSpan(at + 2);
            var end = letters.IndexOfAnyExceptInRange('a', 'z');
            if (end > 0 && letters[end] is ')' or ':' or '-' && letters[..end].Contains('m'))
            {
                return true;
            }
        }

        return false;
    }
}

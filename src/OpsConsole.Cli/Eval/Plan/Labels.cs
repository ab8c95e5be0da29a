using System.Text;
using OpsConsole.Cli.Eval.Config;

namespace OpsConsole.Cli.Eval.Plan;

/// <summary>Names and keys out of whatever a configuration calls its things.</summary>
internal static class Labels
{
    public const int NameLength = 200;

    /// <summary>One line of at most <paramref name="most"/> characters.</summary>
    public static string Cut(string text, int most)
    {
        var line = string.Join(' ', text[..Math.Min(text.Length, 4 * most)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= most)
            return line;

        // Never between the two halves of one character.
        var end = most - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>The description, the question or the first variable.</summary>
    public static string TitleOf(EvalTest test, int most) =>
        Cut(test.Description ?? (test.Vars.TryGetValue("question", out var question) ? question : test.Vars.Values.FirstOrDefault()).ToString(), most);

    /// <summary>Lower-case letters and digits with hyphens between, at most 40.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Take(200))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var whole = slug.ToString().Trim('-');
        return whole.Length == 0 ? "x" : whole[..Math.Min(whole.Length, 40)].Trim('-');
    }
}

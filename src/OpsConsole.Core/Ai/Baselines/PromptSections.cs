namespace OpsConsole.Core.Ai.Baselines;

/// <summary>A message cut at its marker lines <c>Question:</c>, <c>Context:</c> and <c>Answer:</c>; the part before the first has no marker.</summary>
internal static class PromptSections
{
    public const string Question = "Question:";
    public const string Context = "Context:";
    private const string Answer = "Answer:";
    private const string OpenTag = "<context>";
    private const string CloseTag = "</context>";

    public static List<(string? Marker, string Text)> Cut(string text)
    {
        var sections = new List<(string? Marker, string Text)>();
        string? marker = null;
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.TrimStart();
            if (MarkerOf(trimmed) is { } found)
            {
                Close();
                marker = found;
                lines.Add(trimmed[found.Length..]);
            }
            else
            {
                lines.Add(line);
            }
        }

        Close();
        return sections;

        void Close()
        {
            var content = string.Join('\n', lines).Trim();
            if (content.Length > 0)
                sections.Add((marker, content));
            lines.Clear();
        }
    }

    /// <summary>Takes every <c>&lt;context&gt;</c> block out of a text; a block that is never closed runs to the end.</summary>
    public static string TakeBlocks(string text, List<string> blocks)
    {
        while (text.IndexOf(OpenTag, StringComparison.OrdinalIgnoreCase) is var open and >= 0)
        {
            var inner = open + OpenTag.Length;
            var close = text.IndexOf(CloseTag, inner, StringComparison.OrdinalIgnoreCase);
            blocks.Add((close < 0 ? text[inner..] : text[inner..close]).Trim());
            text = text[..open] + "\n" + (close < 0 ? "" : text[(close + CloseTag.Length)..]);
        }

        return text;
    }

    private static string? MarkerOf(string line) =>
        line.StartsWith(Question, StringComparison.OrdinalIgnoreCase) ? Question
        : line.StartsWith(Context, StringComparison.OrdinalIgnoreCase) ? Context
        : line.StartsWith(Answer, StringComparison.OrdinalIgnoreCase) ? Answer
        : null;
}

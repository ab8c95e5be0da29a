namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// A one-nearest-neighbour classifier over the examples in the prompt, written <c>Input: text</c> with <c>Label: label</c> on the same line (after a slash)
/// or the next, or <c>text => label</c>. Texts are compared by the cosine of their TF-IDF vectors; of equals the first example wins.
/// </summary>
internal static class NearestExample
{
    private const string Input = "Input:";
    private const string Label = "Label:";
    private const string Arrow = "=>";

    /// <exception cref="ArgumentException">The prompt holds no example.</exception>
    public static string Classify(ReadingTask task)
    {
        var (examples, open) = Read(task.AllText);
        if (examples.Count == 0)
            throw new ArgumentException("The baseline 'nearest' found no example in the prompt. Write examples as 'Input: text / Label: label' or 'text => label'.");

        var vectors = new TfIdf([.. examples.Select(example => example.Text)]);
        return examples[vectors.Nearest(open ?? task.Question)].Label;
    }

    /// <summary>The examples, and the text of an input that still waits for its label.</summary>
    private static (List<(string Text, string Label)> Examples, string? Open) Read(string text)
    {
        var examples = new List<(string, string)>();
        string? open = null;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim().TrimStart('-', '*', ' ');
            if (line.StartsWith(Input, StringComparison.OrdinalIgnoreCase))
            {
                open = line[Input.Length..].Trim();
                var slash = open.IndexOf("/ " + Label, StringComparison.OrdinalIgnoreCase);
                if (slash >= 0)
                    (line, open) = (open[(slash + 2)..], open[..slash].Trim());
            }

            if (line.StartsWith(Label, StringComparison.OrdinalIgnoreCase) && open is not null)
            {
                if (line[Label.Length..].Trim() is not { Length: > 0 } given)
                    continue;
                examples.Add((open, given));
                open = null;
            }
            else if (line.IndexOf(Arrow, StringComparison.Ordinal) is var at and > 0 && line[(at + Arrow.Length)..].Trim() is { Length: > 0 } label)
            {
                examples.Add((line[..at].Trim(), label));
            }
        }

        return (examples, open);
    }
}

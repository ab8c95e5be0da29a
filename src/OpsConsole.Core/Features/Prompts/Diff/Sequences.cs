using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;

namespace OpsConsole.Core.Features.Prompts.Diff;

/// <summary>A run of items that is the same on both sides, or is replaced.</summary>
internal readonly record struct Run(DiffKind Kind, int OldStart, int OldCount, int NewStart, int NewCount);

/// <summary>The difference of two sequences. What both begin and end with is cut off first; of the rest only so much is compared item by item.</summary>
internal static partial class Sequences
{
    // The algorithm takes time in the product of length and difference; two wholly different texts of this size take some tenths of a second.
    private const int MaxCompared = 3_000;

    public static IEnumerable<Run> Compare(string[] before, string[] after)
    {
        var head = before.AsSpan().CommonPrefixLength(after);
        var tail = 0;
        while (tail < Math.Min(before.Length, after.Length) - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        if (head > 0)
        {
            yield return new Run(DiffKind.Same, 0, head, 0, head);
        }

        foreach (var run in Middle(before[head..^tail], after[head..^tail]))
        {
            yield return run with { OldStart = run.OldStart + head, NewStart = run.NewStart + head };
        }

        if (tail > 0)
        {
            yield return new Run(DiffKind.Same, before.Length - tail, tail, after.Length - tail, tail);
        }
    }

    /// <summary>Words, spaces and signs, each an item; together they are the text again.</summary>
    public static string[] Words(string text)
    {
        var words = new List<string>();
        foreach (var match in Word().EnumerateMatches(text))
        {
            words.Add(text.Substring(match.Index, match.Length));
        }

        return [.. words];
    }

    private static IEnumerable<Run> Middle(string[] before, string[] after)
    {
        if (before.Length == 0 && after.Length == 0)
        {
            yield break;
        }

        if (before.Length == 0 || after.Length == 0 || before.Length + after.Length > MaxCompared * 2)
        {
            yield return new Run(DiffKind.Changed, 0, before.Length, 0, after.Length);
            yield break;
        }

        // DiffPlex cuts a text into pieces itself; ours are cut already.
        var chunks = new Queue<string[]>([before, after]);
        var diff = Differ.Instance.CreateDiffs("old", "new", ignoreWhiteSpace: false, ignoreCase: false, new CustomFunctionChunker(_ => chunks.Dequeue()));
        int left = 0, right = 0;
        foreach (var block in diff.DiffBlocks)
        {
            if (block.DeleteStartA > left)
            {
                yield return new Run(DiffKind.Same, left, block.DeleteStartA - left, right, block.InsertStartB - right);
            }

            yield return new Run(DiffKind.Changed, block.DeleteStartA, block.DeleteCountA, block.InsertStartB, block.InsertCountB);
            left = block.DeleteStartA + block.DeleteCountA;
            right = block.InsertStartB + block.InsertCountB;
        }

        if (left < before.Length)
        {
            yield return new Run(DiffKind.Same, left, before.Length - left, right, after.Length - right);
        }
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

using OpsConsole.Core.Features.Prompts.Diff;

namespace OpsConsole.Web.Features.Runs;

/// <summary>Two outputs as they stand beside each other: what only one of them says is marked on its own side.</summary>
internal static class SideBySide
{
    /// <param name="isCompared">False for an output beside itself: nothing is marked.</param>
    public static (IReadOnlyList<DiffPart> Left, IReadOnlyList<DiffPart> Right) Of(string? left, string? right, bool isCompared)
    {
        var parts = left is not null && right is not null && isCompared ? TextDiff.WordDiff(left, right) : null;
        return (Side(parts, DiffKind.Added, left), Side(parts, DiffKind.Removed, right));
    }

    private static IReadOnlyList<DiffPart> Side(IReadOnlyList<DiffPart>? parts, DiffKind other, string? output) =>
        parts is not null ? [.. parts.Where(part => part.Kind != other)] : output is null ? [] : [new DiffPart(DiffKind.Same, output)];
}

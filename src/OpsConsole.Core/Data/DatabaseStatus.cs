namespace OpsConsole.Core.Data;

/// <summary>How a database stands to this program: migrations applied, still missing, and applied by a newer program.</summary>
public sealed record DatabaseStatus(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown)
{
    public static DatabaseStatus Of(IReadOnlyList<string> applied, IReadOnlyList<string> known) =>
        new([.. applied.Intersect(known)], [.. known.Except(applied)], [.. applied.Except(known)]);
}

namespace OpsConsole.Web.Components.Controls;

public enum DiffKind { Same, Added, Removed, Folded }

/// <summary>A run of characters within a line; changed runs get the stronger tint.</summary>
public sealed record DiffPiece(string Text, bool Changed = false);

/// <summary>One line of a diff. A folded line stands for the unchanged lines it names.</summary>
public sealed record DiffLine(DiffKind Kind, int? OldNumber, int? NewNumber, IReadOnlyList<DiffPiece> Pieces);

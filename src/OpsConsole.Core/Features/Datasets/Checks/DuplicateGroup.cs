using OpsConsole.Core.Features.Prompts.Diff;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>Cases that ask the same, or nearly.</summary>
/// <param name="IsExact">The variables are equal but for case, spaces and compatibility forms.</param>
/// <param name="Members">In the order of the dataset; the first is what the others are compared with.</param>
/// <param name="AnswersDiffer">Not all accept the same answers: at least one of them is wrong, or they are no duplicates.</param>
public sealed record DuplicateGroup(bool IsExact, IReadOnlyList<DuplicateMember> Members, bool AnswersDiffer);

/// <param name="Similarity">With the first of the group, 0..1. Below the threshold where the case is similar only to another member.</param>
/// <param name="Parts">The words of the first against its own; the first's own words where it is the first.</param>
public sealed record DuplicateMember(string Key, string Title, int Position, double Similarity, IReadOnlyList<DiffPart> Parts);

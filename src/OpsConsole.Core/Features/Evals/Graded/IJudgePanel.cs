namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>Who is asked where a check cannot decide by itself. Each cell has its own, which adds up what its judges cost.</summary>
public interface IJudgePanel
{
    /// <summary>Never throws for what a judge answers: a judge that cannot be asked, or gives no usable answer, is a reply without an opinion.</summary>
    ValueTask<JudgeReply> AskAsync(JudgeQuestion question, CancellationToken cancellationToken);

    /// <summary>How near a text is to the nearest of others. As for <see cref="AskAsync"/>, what goes wrong is a reply without an opinion.</summary>
    ValueTask<JudgeReply> CompareAsync(SimilarityQuestion question, CancellationToken cancellationToken);
}

/// <param name="Judge">As for <see cref="JudgeQuestion"/>; its model embeds.</param>
/// <param name="Accepted">At least one.</param>
public sealed record SimilarityQuestion(string? Judge, string Output, IReadOnlyList<string> Accepted);

/// <param name="Type">The assertion type, which the judge has to serve.</param>
/// <param name="Judge"><c>key</c> or <c>key@number</c>; null takes the only judge of the type.</param>
/// <param name="Material">What is judged, by the name that it has in judge prompts: <c>output</c>, <c>expected</c> …</param>
public sealed record JudgeQuestion(string Type, string? Judge, JudgeAnswerShape Shape, IReadOnlyDictionary<string, string> Material);

/// <param name="Judge"><c>key@number</c> of the one that was asked; what the assertion names where there is none.</param>
/// <param name="Opinion">Null where there is none to count; <paramref name="Fault"/> says why.</param>
public sealed record JudgeReply(string Judge, JudgeOpinion? Opinion, string? Fault)
{
    public static JudgeReply Without(string? judge, string fault) => new(judge ?? "none", null, fault);
}

/// <param name="Pass">As the judge said it; null where its answer is a score alone.</param>
/// <param name="Score">0..1.</param>
public sealed record JudgeOpinion(bool? Pass, double Score, string Reason);

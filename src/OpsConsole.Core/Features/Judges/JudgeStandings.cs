using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Judges;

/// <summary>How judges stand now, by <c>key@number</c>. Two queries.</summary>
internal sealed class JudgeStandings
{
    private readonly IReadOnlyDictionary<string, JudgeStanding> _byRef;

    private JudgeStandings(IReadOnlyDictionary<string, JudgeStanding> byRef) => _byRef = byRef;

    public static JudgeStandings None { get; } = new(new Dictionary<string, JudgeStanding>());

    /// <summary>Of all judges, or of one.</summary>
    public static async Task<JudgeStandings> LoadAsync(OpsDbContext context, string? judgeKey, CancellationToken cancellationToken)
    {
        var judges = await context.Judges.AsNoTracking()
            .Where(row => judgeKey == null || row.Key == judgeKey)
            .Select(row => new { row.Key, row.Number, row.KappaFloor })
            .ToListAsync(cancellationToken);
        if (judges.Count == 0)
            return None;
        var items = (await JudgedItem.LoadAsync(context, judgeKey, cancellationToken)).ToLookup(item => item.Ref, StringComparer.Ordinal);
        return new JudgeStandings(judges.ToDictionary(
            judge => JudgeRef.Of(judge.Key, judge.Number),
            judge => JudgeStanding.Of(judge.Key, judge.Number, judge.KappaFloor, [.. items[JudgeRef.Of(judge.Key, judge.Number)]]),
            StringComparer.Ordinal));
    }

    public JudgeStanding? Of(string reference) => _byRef.GetValueOrDefault(reference);

    /// <summary>Why the verdicts of this judge may not count in a gate, as a sentence; null where they may.</summary>
    public string? WhyNotGating(string reference) => Of(reference) is not { } standing ? $"The judge {reference} is not known any more."
        : standing.MayGate ? null
        : $"The judge {reference} {standing.Words}.";
}

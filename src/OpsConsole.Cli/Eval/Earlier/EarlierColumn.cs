using OpsConsole.Cli.Eval.Plan;

namespace OpsConsole.Cli.Eval.Earlier;

/// <summary>One candidate of an earlier evaluation.</summary>
internal sealed record EarlierColumn(string Provider, string Prompt, int PromptIdx, IReadOnlyDictionary<string, Share> Shares)
{
    public string Name => Prompt.Length is 0 or > 60 ? Provider : $"{Provider} · {Prompt}";

    public static IReadOnlyList<EarlierColumn> Of(IReadOnlyList<EarlierResult> results) =>
    [
        .. results.GroupBy(result => (result.Provider, result.Prompt, result.PromptIdx)).Select(group => new EarlierColumn(
            group.Key.Provider, group.Key.Prompt, group.Key.PromptIdx,
            group.Where(result => result.Success is not null).GroupBy(result => result.Test)
                .ToDictionary(test => test.Key, test => new Share(test.Count(result => result.Success == true), test.Count()), StringComparer.Ordinal))),
    ];

    /// <summary>
    /// The column of the same provider and prompt. Where one of the two was changed on purpose its name is another: then the one place that is left over on
    /// either side is the same candidate.
    /// </summary>
    public static EarlierColumn? For(PlannedCandidate candidate, IReadOnlyList<PlannedCandidate> all, IReadOnlyList<EarlierColumn> columns)
    {
        if (columns.FirstOrDefault(column => column.Is(candidate)) is { } same)
            return same;
        var left = columns.Where(column => !all.Any(column.Is)).ToList();
        return all.Count(other => !columns.Any(column => column.Is(other))) == 1 && left is [var only] ? only : null;
    }

    private bool Is(PlannedCandidate candidate) => Provider == candidate.Provider.Label && Prompt == candidate.Prompt.Prompt.Label;
}

using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Labels;

/// <summary>One label that was given.</summary>
public sealed record GivenLabel(int Number, string ById, string ByName, bool? Pass, int? Rating, string? Comment, DateTime At)
{
    /// <summary>Pass or fail as it was said; where only a rating was given, 4 and 5 pass, 1 and 2 fail, and 3 says neither.</summary>
    public bool? Verdict => HumanVerdict.Of(Pass, Rating);
}

/// <summary>What was labelled.</summary>
/// <param name="RunPass">What the run's own assertions said.</param>
public sealed record LabelledCell(int Number, string CaseKey, string Title, string Candidate, bool? RunPass);

/// <summary>How far two people agree on pass and fail, over the items that both have labelled.</summary>
public sealed record PairAgreement(string First, string Second, Kappa Kappa);

/// <summary>What came of a queue that has ended.</summary>
/// <param name="Pairs">Each two people with an item in common.</param>
public sealed record LabelOutcome(IReadOnlyList<LabelOutcome.Item> Items, IReadOnlyList<PairAgreement> Pairs)
{
    /// <param name="Verdict">What most people said; null where they are split or said neither.</param>
    public sealed record Item(LabelledCell Cell, IReadOnlyList<GivenLabel> Labels, bool? Verdict)
    {
        public bool IsSplit => Labels.Any(label => label.Verdict == true) && Labels.Any(label => label.Verdict == false);
    }

    public int Passed => Items.Count(item => item.Verdict == true);

    public int Failed => Items.Count(item => item.Verdict == false);

    internal static LabelOutcome Of(IReadOnlyList<LabelledCell> cells, IReadOnlyList<GivenLabel> labels)
    {
        var byItem = labels.OrderBy(label => label.At).ToLookup(label => label.Number);
        var items = cells.Select(cell => new Item(cell, [.. byItem[cell.Number]], HumanVerdict.Majority(byItem[cell.Number].Select(label => label.Verdict)))).ToList();
        return new LabelOutcome(items, PairsOf(labels));
    }

    private static List<PairAgreement> PairsOf(IReadOnlyList<GivenLabel> labels)
    {
        var people = labels.Where(label => label.Verdict is not null).GroupBy(label => label.ById)
            .Select(group => (Name: group.First().ByName, Verdicts: group.ToDictionary(label => label.Number, label => label.Verdict!.Value)))
            .OrderBy(person => person.Name, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. from i in Enumerable.Range(0, people.Count)
               from j in Enumerable.Range(i + 1, people.Count - i - 1)
               let common = people[i].Verdicts.Where(verdict => people[j].Verdicts.ContainsKey(verdict.Key)).Select(verdict => (verdict.Value, people[j].Verdicts[verdict.Key])).ToList()
               where common.Count > 0
               select new PairAgreement(people[i].Name, people[j].Name, CohensKappa.Of(HumanVerdict.Matrix(common))),
        ];
    }
}

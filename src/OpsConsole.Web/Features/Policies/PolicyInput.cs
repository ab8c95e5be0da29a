using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Policies;

/// <summary>A policy table while it is edited: figures stay text until they are sent, approvers are picked from the combinations that make sense.</summary>
public sealed class PolicyInput
{
    public const int MostApprovers = 4;

    private readonly Dictionary<string, ApproverSlot> _slots;

    public PolicyInput(PolicyTable table)
    {
        var usual = RolePermissions.Holders(Permission.ReleasesDecide);
        var pairs = usual.SelectMany((role, index) => usual.Skip(index + 1).Select(other => (Role[])[role, other])).ToList();
        IEnumerable<ApproverSlot> offered =
        [
            .. usual.Select(role => new ApproverSlot([role])),
            .. pairs.Select(pair => new ApproverSlot(pair)),
            .. pairs.SelectMany(pair => pair.Select(role => new ApproverSlot(pair, [role]))),
            .. table.Tiers.SelectMany(tier => tier.Approvers),
        ];
        _slots = offered.DistinctBy(PolicyWords.Of).ToDictionary(PolicyWords.Of);
        Approvers = [new("", "nobody else"), .. _slots.Keys.Select(word => new Choice<string>(word, word))];
        Tiers = [.. table.Tiers.Select((tier, index) => new TierInput(index + 1, tier))];
    }

    public IReadOnlyList<Choice<string>> Approvers { get; }

    public IReadOnlyList<TierInput> Tiers { get; }

    /// <summary>The table, or every figure that is none; the rules of the policy are the use case's to check.</summary>
    public Result<PolicyTable> ToTable()
    {
        List<ErrorDetail> faults = [];
        PolicyTable table = new([.. Tiers.Select(tier => tier.ToPolicy(_slots, faults))]);
        return faults.Count == 0 ? table : Error.Invalid("policy.invalid", faults.Count == 1 ? "One figure needs attention" : $"{faults.Count} figures need attention", faults);
    }

    /// <summary>One column.</summary>
    public sealed class TierInput(int number, TierPolicy tier)
    {
        public int Number { get; } = number;

        /// <summary>By their words; empty where a place is free.</summary>
        public string[] Slots { get; } = [.. tier.Approvers.Select(PolicyWords.Of).Concat(Enumerable.Repeat("", MostApprovers)).Take(MostApprovers)];

        public HashSet<GateKind> Evidence { get; } = [.. tier.Evidence];

        public string EvidenceHours { get; set; } = Text(tier.EvidenceHours);

        public string ApprovalHours { get; set; } = Text(tier.ApprovalHours);

        public string CanaryHours { get; set; } = Text(tier.CanaryHours);

        public bool Comment { get; set; } = tier.CommentToApprove;

        public bool IndependentRun { get; set; } = tier.IndependentRun;

        public void Ask(GateKind kind, bool asked)
        {
            if (asked)
                Evidence.Add(kind);
            else
                Evidence.Remove(kind);
        }

        internal TierPolicy ToPolicy(Dictionary<string, ApproverSlot> slots, List<ErrorDetail> faults) => new(
            [.. Slots.Where(word => word.Length > 0).Select(word => slots[word])],
            [.. Evidence.Order()],
            Hours(PolicyFields.EvidenceHours, EvidenceHours, faults),
            Hours(PolicyFields.ApprovalHours, ApprovalHours, faults),
            Hours(PolicyFields.CanaryHours, CanaryHours, faults),
            Comment,
            IndependentRun);

        private int Hours(string field, string text, List<ErrorDetail> faults)
        {
            if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var hours))
                return hours;
            faults.Add(new ErrorDetail(PolicyFields.At(Number, field), $"'{text.Trim()}' is not a whole number of hours"));
            return 0;
        }

        private static string Text(int hours) => hours.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Policies;

/// <summary>Tightening applies to requests under way, loosening does not: so they are held to what satisfies both editions.</summary>
public sealed class StrictestTests
{
    private static readonly Role[] Approving = [Role.ProductManager, Role.Engineer, Role.Security, Role.Legal];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Strictest_OfAnyTwo_IsTheSameEitherWayRound(int seed)
    {
        var (a, b) = Two(seed);

        Assert.Equal(Text(TierPolicy.Strictest(a, b)), Text(TierPolicy.Strictest(b, a)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Strictest_WithItself_AsksForWhatItAsked(int seed)
    {
        var (a, b) = Two(seed);
        var once = TierPolicy.Strictest(a, b);

        Assert.Equal(Text(once), Text(TierPolicy.Strictest(once, once)));
        Assert.All(RoleSets, roles => Assert.All(new[] { false, true }, personal =>
            Assert.Equal(Satisfied(a.Approvers, roles, personal), Satisfied(TierPolicy.Strictest(a, a).Approvers, roles, personal))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Strictest_OfAnyTwo_IsNeverWeakerThanEither(int seed)
    {
        var (a, b) = Two(seed);
        var strictest = TierPolicy.Strictest(a, b);

        foreach (var one in new[] { a, b })
        {
            foreach (var roles in RoleSets)
            {
                Assert.True(!Satisfied(strictest.Approvers, roles, false) || Satisfied(one.Approvers, roles, false), $"{string.Join(',', roles)} satisfies both, and not one");
                Assert.True(!Satisfied(strictest.Approvers, roles, true) || Satisfied(one.Approvers, roles, true), $"{string.Join(',', roles)} satisfies both, and not one");
            }

            Assert.Subset(strictest.Evidence.ToHashSet(), one.Evidence.ToHashSet());
            Assert.True(strictest.EvidenceHours <= one.EvidenceHours);
            Assert.True(strictest.ApprovalHours <= one.ApprovalHours);
            Assert.True(strictest.CanaryHours >= one.CanaryHours);
            Assert.True(strictest.CommentToApprove || !one.CommentToApprove);
            Assert.True(strictest.IndependentRun || !one.IndependentRun);
        }
    }

    [Fact]
    public void Strictest_OrAgainstAnd_AsksForBothAndNoThird()
    {
        var strictest = Slots([[Role.Security, Role.Legal]], [[Role.Security], [Role.Legal]]);

        Assert.Equal(["Security", "Legal"], strictest);
    }

    [Fact]
    public void Strictest_OrAgainstOneOfThem_AsksForThatOne() => Assert.Equal(["Legal"], Slots([[Role.Security, Role.Legal]], [[Role.Legal]]));

    [Fact]
    public void Strictest_OfSlotsThatShareNoRole_AsksForBoth() => Assert.Equal(["ProductManager", "Engineer"], Slots([[Role.Engineer]], [[Role.ProductManager]]));

    [Fact]
    public void Strictest_WhereTheSimplestPairingCouldNeverBeFilled_PairsOtherwise()
    {
        // Taken alike first, "Security or Legal" would stand beside Security and Legal: three people for two roles.
        var strictest = Slots([[Role.Security, Role.Legal], [Role.Legal]], [[Role.Security, Role.Legal], [Role.Security]]);

        Assert.Equal(["Security", "Legal"], strictest);
    }

    [Fact]
    public void Strictest_SeedT3AgainstT4_IsT4() =>
        Assert.Equal(Text(PolicyTable.Seed.For(4)), Text(TierPolicy.Strictest(PolicyTable.Seed.For(3), PolicyTable.Seed.For(4))));

    private static IEnumerable<Role[]> RoleSets => Enumerable.Range(0, 16).Select(bits => Approving.Where((_, index) => (bits & (1 << index)) != 0).ToArray());

    /// <summary>One person for each role: can the slots be filled by different people?</summary>
    private static bool Satisfied(IReadOnlyList<ApproverSlot> slots, Role[] roles, bool personal) =>
        slots.Count == 0 || slots[0].For(personal).Any(role => roles.Contains(role) && Satisfied([.. slots.Skip(1)], [.. roles.Where(other => other != role)], personal));

    private static IEnumerable<string> Slots(Role[][] a, Role[][] b) =>
        TierPolicy.Strictest(With(a), With(b)).Approvers.Select(slot => string.Join("|", slot.Roles));

    private static TierPolicy With(Role[][] slots) => PolicyTable.Seed.For(1) with { Approvers = [.. slots.Select(roles => new ApproverSlot(roles))] };

    private static string Text(TierPolicy policy) => JsonSerializer.Serialize(policy);

    private static (TierPolicy A, TierPolicy B) Two(int seed)
    {
        var random = new Random(seed);
        return (Any(random), Any(random));
    }

    private static TierPolicy Any(Random random) => new(
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new ApproverSlot(Roles(random), random.Next(3) == 0 ? Roles(random) : null))],
        [.. Enum.GetValues<GateKind>().Where(_ => random.Next(2) == 0)],
        random.Next(1, 100), random.Next(1, 100), random.Next(0, 100), random.Next(2) == 0, random.Next(2) == 0);

    private static Role[] Roles(Random random)
    {
        var shuffled = Approving.ToArray();
        random.Shuffle(shuffled);
        return shuffled[..random.Next(1, 4)];
    }
}

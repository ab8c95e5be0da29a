using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>The approver is none of author, last editor, requester, or a delegate of these.</summary>
public sealed class DelegationRulesTests
{
    private static readonly Person[] Givers =
    [
        new() { Id = "ada", Name = "Ada", Roles = [Role.ProductManager] },
        new() { Id = "eve", Name = "Eve", Roles = [Role.Legal] },
        new() { Id = "bob", Name = "Bob", Roles = [Role.Engineer] },
    ];

    [Fact]
    public void DelegateOfTheAuthor_MayNotDecideAtAll_InTheOwnRoleNeither()
    {
        Delegation[] inForce = [Lent("ada", Role.ProductManager, "bob")];
        var excluded = DelegationRules.Excluded(["ada"], inForce);

        Assert.Equal(["ada", "bob"], excluded.Order());
        Assert.Empty(DelegationRules.For("bob", [Role.Engineer], excluded, inForce, Givers));
    }

    [Fact]
    public void Author_WhoActsForAnother_StaysExcluded()
    {
        Delegation[] inForce = [Lent("eve", Role.Legal, "ada")];

        Assert.Empty(DelegationRules.For("ada", [Role.ProductManager], DelegationRules.Excluded(["ada"], inForce), inForce, Givers));
    }

    [Fact]
    public void DelegateOfADelegateOfTheAuthor_DecidesInTheOwnRoleOnly()
    {
        Delegation[] inForce = [Lent("ada", Role.ProductManager, "bob"), Lent("bob", Role.Engineer, "carl")];
        var excluded = DelegationRules.Excluded(["ada"], inForce);

        var capacity = Assert.Single(DelegationRules.For("carl", [Role.Security], excluded, inForce, Givers));
        Assert.Equal((Role.Security, null), (capacity.Role, capacity.By));
    }

    [Fact]
    public void DelegateOfAnybodyElse_DecidesInBothRoles_AndForWhomIsKnown()
    {
        Delegation[] inForce = [Lent("eve", Role.Legal, "bob")];
        var excluded = DelegationRules.Excluded(["ada"], inForce);

        var capacities = DelegationRules.For("bob", [Role.Engineer], excluded, inForce, Givers);

        Assert.Equal([(Role.Engineer, null), (Role.Legal, "eve")], capacities.Select(capacity => (capacity.Role, capacity.By?.FromId)));
    }

    [Fact]
    public void Delegation_OfARoleThatItsGiverHasLost_LendsNothing()
    {
        Delegation[] inForce = [Lent("bob", Role.Legal, "carl"), Lent("unknown", Role.Security, "carl")];

        Assert.Empty(DelegationRules.For("carl", [], DelegationRules.Excluded([], inForce), inForce, Givers));
    }

    private static Delegation Lent(string from, Role role, string to) => new() { FromId = from, FromName = from, Role = role, ToId = to, ToName = to, Reason = "leave" };
}

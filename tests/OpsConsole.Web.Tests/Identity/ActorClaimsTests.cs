using System.Security.Claims;
using OpsConsole.Core.Common;
using OpsConsole.Web.Identity;
using Xunit;

namespace OpsConsole.Web.Tests.Identity;

public sealed class ActorClaimsTests
{
    [Fact]
    public void ToActor_EveryPersona_HoldsExactlyItsRoles() => Assert.All(Persona.All, persona =>
    {
        var actor = persona.ToPrincipal(DateTimeOffset.UnixEpoch).ToActor()!;
        Assert.Equal(ActorKind.Person, actor.Kind);
        Assert.Equal(persona.Roles.Order(), actor.Roles.Order());
    });

    [Fact]
    public void Personas_Together_CoverEveryRoleAlone() =>
        Assert.Empty(Enum.GetValues<Role>().Except(Persona.All.Where(persona => persona.Roles.Length == 1).Select(persona => persona.Roles[0])));

    [Fact]
    public void ToActor_Nobody_IsNoActor() => Assert.Null(new ClaimsPrincipal(new ClaimsIdentity()).ToActor());

    [Fact]
    public void ToActor_EntraPerson_TakesRolesFromTheMappedClaimType()
    {
        var actor = Principal(("http://schemas.microsoft.com/identity/claims/objectidentifier", "7e"), ("name", "Maya"), (ClaimTypes.Role, "Engineer"), (ClaimTypes.Role, "Nonsense")).ToActor()!;

        Assert.Equal("7e", actor.Id);
        Assert.Equal("Maya", actor.Name);
        Assert.Equal([Role.Engineer], actor.Roles);
    }

    [Fact]
    public void ToActor_EntraApplication_IsAServiceWithScopesAndNoRoles()
    {
        var actor = Principal(("oid", "app-1"), ("idtyp", "app"), (ClaimTypes.Role, "RunsExecute"), (ClaimTypes.Role, "Engineer")).ToActor()!;

        Assert.Equal(ActorKind.Service, actor.Kind);
        Assert.Empty(actor.Roles);
        Assert.Equal([Permission.RunsExecute], actor.Permissions);
    }

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test"));
}

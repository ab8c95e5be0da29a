using System.Security.Claims;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;

namespace OpsConsole.Web.Identity;

/// <summary>Keeps who signed in, in both modes: notices go to these people, and a decision asks for the roles of the newest sign-in.</summary>
internal sealed class SignInMemory(RememberPerson remember, ListPeople people)
{
    /// <summary>A sign-in that cannot be kept is none: the roles it brings, or takes away, would count for nothing.</summary>
    public async Task KeepAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.ToActor() is { Kind: ActorKind.Person } person && await remember.HandleAsync(person, cancellationToken) is { IsOk: false, Error: var refused })
            throw new InvalidOperationException($"The sign-in of {person.Name} could not be kept: {refused.Message}");
    }

    /// <summary>Personas hear of what concerns them before anybody has picked them. Those who have signed in keep the time of that.</summary>
    public async Task<Result<int>> IntroducePersonasAsync(CancellationToken cancellationToken)
    {
        var known = await people.HandleAsync(new(Limit: Page.MaxLimit), Actor.System("personas"), cancellationToken);
        if (!known.IsOk)
            return known.Error;

        var missing = Persona.All.ExceptBy(known.Value.Items.Select(person => person.Id), persona => persona.Key).ToList();
        foreach (var persona in missing)
        {
            if (await remember.HandleAsync(Actor.Person(persona.Key, persona.Name, persona.Roles), cancellationToken) is { IsOk: false, Error: var refused })
                return refused;
        }

        return missing.Count;
    }
}

using Microsoft.AspNetCore.Components.Authorization;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>Who acts in this circuit. Asked once for each action, never kept: the session may end while the window is open.</summary>
public sealed class ActorAccessor(AuthenticationStateProvider authentication)
{
    public async ValueTask<Actor> GetAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.ToActor() ?? throw new SessionEndedException();
    }
}

/// <summary>An action was asked for after the session had ended; the page sends the reader to sign in again.</summary>
public sealed class SessionEndedException() : Exception("Your session has ended. Sign in again.");

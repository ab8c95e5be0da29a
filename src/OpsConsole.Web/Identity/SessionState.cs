using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace OpsConsole.Web.Identity;

/// <summary>
/// Ends a circuit with its session: a window that stays open would otherwise keep its rights for ever.
/// Roles come with the sign-in, so a role taken away in the directory ends with the session at the latest.
/// </summary>
internal sealed class SessionState(ILoggerFactory loggers, TimeProvider clock, AuthOptions options) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(5);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(IsCurrent(authenticationState.User.SignedInTime()) && IsKnown(authenticationState));

    private bool IsCurrent(DateTimeOffset? signedIn) => signedIn is { } at && clock.GetUtcNow() - at < AuthOptions.SessionLifetime;

    private bool IsKnown(AuthenticationState state) =>
        options.Mode == AuthMode.Entra
        || (state.User.ToActor() is { } actor && Persona.Find(actor.Id) is { } persona && actor.Roles.SetEquals(persona.Roles));
}

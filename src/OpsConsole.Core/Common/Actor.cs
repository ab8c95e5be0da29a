namespace OpsConsole.Core.Common;

public enum ActorKind
{
    Person,

    /// <summary>An API key or a client-credentials token.</summary>
    Service,

    /// <summary>The console's own jobs.</summary>
    System,
}

/// <summary>Who acts. Made once per action from the session, the API key or the job; never from a payload.</summary>
public sealed record Actor(string Id, string Name, ActorKind Kind, IReadOnlySet<Role> Roles, IReadOnlySet<Permission> Permissions)
{
    public static Actor Person(string id, string name, IEnumerable<Role> roles)
    {
        var held = roles.ToHashSet();
        return new Actor(id, name, ActorKind.Person, held, held.SelectMany(RolePermissions.Of).ToHashSet());
    }

    /// <summary>A service holds scopes, never roles: it can request, and no role-bound decision is open to it.</summary>
    public static Actor Service(string id, string name, IEnumerable<Permission> scopes) =>
        new(id, name, ActorKind.Service, new HashSet<Role>(), scopes.ToHashSet());

    /// <summary>A job of the console itself; <paramref name="job"/> names it in the records.</summary>
    public static Actor System(string job) =>
        new($"system:{job}", job, ActorKind.System, new HashSet<Role>(), Enum.GetValues<Permission>().ToHashSet());

    public bool Can(Permission permission) => Permissions.Contains(permission);
}

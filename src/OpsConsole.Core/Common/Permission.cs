namespace OpsConsole.Core.Common;

/// <summary>One thing an actor may do. Web policies carry the same names; each use case checks again.</summary>
public enum Permission
{
    /// <summary>See systems, prompts, datasets, benchmarks, runs and their figures.</summary>
    Read,
    SystemsWrite,
    PromptsWrite,
    DatasetsWrite,
    ProvidersWrite,
    BenchmarksWrite,

    /// <summary>Start and cancel runs: it spends money.</summary>
    RunsExecute,

    /// <summary>The scheduler's dashboard.</summary>
    JobsDashboard,
}

/// <summary>Which role holds which permission: the one table that every door asks.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Building =
        [Permission.Read, Permission.PromptsWrite, Permission.DatasetsWrite, Permission.BenchmarksWrite, Permission.RunsExecute];

    public static IReadOnlySet<Permission> Of(Role role) => role switch
    {
        Role.Viewer or Role.Auditor or Role.Security or Role.Legal or Role.RiskManager => Set([Permission.Read]),
        Role.Author => Set(Building),
        Role.ProductManager => Set([.. Building, Permission.SystemsWrite]),
        Role.Engineer => Set([.. Building, Permission.SystemsWrite, Permission.ProvidersWrite, Permission.JobsDashboard]),
        Role.Admin => Set([Permission.Read, Permission.SystemsWrite, Permission.ProvidersWrite, Permission.JobsDashboard]),
    };

    /// <summary>The roles that hold a permission, for a message that says whom to ask.</summary>
    public static IReadOnlyList<Role> Holders(Permission permission) =>
        [.. Enum.GetValues<Role>().Where(role => Of(role).Contains(permission))];

    private static HashSet<Permission> Set(Permission[] permissions) => [.. permissions];
}

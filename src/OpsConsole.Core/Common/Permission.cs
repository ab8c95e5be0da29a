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

    /// <summary>Submit a version for review, renew its evidence, withdraw it. The one permission of the release path that a service may hold.</summary>
    ReleasesRequest,

    /// <summary>Decide on a release request, in one of one's roles.</summary>
    ReleasesDecide,

    /// <summary>Roll out what was approved, step it, hold it, roll it back, and move labels that are not protected.</summary>
    ReleasesOperate,

    /// <summary>Attach gates to prompts and ask for exceptions from them.</summary>
    GatesWrite,

    /// <summary>Decide on exceptions, on lower tiers and on editions of the approval policy.</summary>
    RiskDecide,

    /// <summary>Declare and resolve incidents.</summary>
    IncidentsWrite,

    /// <summary>Push recorded calls and feedback.</summary>
    UsageIngest,

    /// <summary>Judges: which prompt version and model give verdicts.</summary>
    JudgesWrite,

    /// <summary>Label results in a review queue.</summary>
    LabelsWrite,

    /// <summary>Webhooks and their delivery log.</summary>
    WebhooksWrite,
}

/// <summary>Which role holds which permission: the one table that every door asks.</summary>
public static class RolePermissions
{
    private static readonly Permission[] Building =
    [
        Permission.Read, Permission.PromptsWrite, Permission.DatasetsWrite, Permission.BenchmarksWrite, Permission.RunsExecute, Permission.ReleasesRequest,
        Permission.GatesWrite, Permission.JudgesWrite, Permission.LabelsWrite,
    ];

    private static readonly Permission[] Guarding = [Permission.Read, Permission.ReleasesDecide, Permission.RiskDecide, Permission.IncidentsWrite, Permission.LabelsWrite];

    public static IReadOnlySet<Permission> Of(Role role) => role switch
    {
        Role.Viewer or Role.Auditor => Set([Permission.Read]),
        Role.Security or Role.Legal => Set(Guarding),
        Role.RiskManager => Set([Permission.Read, Permission.RiskDecide, Permission.IncidentsWrite]),
        Role.Author => Set(Building),
        Role.ProductManager => Set([.. Building, Permission.SystemsWrite, Permission.ReleasesDecide, Permission.ReleasesOperate, Permission.IncidentsWrite]),
        Role.Engineer => Set(
        [
            .. Building, Permission.SystemsWrite, Permission.ProvidersWrite, Permission.JobsDashboard, Permission.ReleasesDecide, Permission.ReleasesOperate,
            Permission.IncidentsWrite, Permission.WebhooksWrite,
        ]),
        Role.Admin => Set([Permission.Read, Permission.SystemsWrite, Permission.ProvidersWrite, Permission.JobsDashboard, Permission.WebhooksWrite]),
    };

    /// <summary>The roles that hold a permission, for a message that says whom to ask.</summary>
    public static IReadOnlyList<Role> Holders(Permission permission) =>
        [.. Enum.GetValues<Role>().Where(role => Of(role).Contains(permission))];

    private static HashSet<Permission> Set(Permission[] permissions) => [.. permissions];
}

using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>Roles and permissions in the words that people read.</summary>
public static class RoleNames
{
    public static string Word(this Role role) => role switch
    {
        Role.Viewer => "Viewer",
        Role.Author => "Author",
        Role.ProductManager => "Product manager",
        Role.Engineer => "Engineer",
        Role.Security => "Security",
        Role.Legal => "Legal",
        Role.RiskManager => "Risk manager",
        Role.Auditor => "Auditor",
        Role.Admin => "Admin",
    };

    public static string Words(this IEnumerable<Role> roles)
    {
        var words = string.Join(", ", roles.Select(Word));
        return words.Length == 0 ? "no role" : words;
    }

    /// <summary>What the permission lets one do, to follow "to".</summary>
    public static string Does(this Permission permission) => permission switch
    {
        Permission.Read => "see this",
        Permission.SystemsWrite => "change AI systems",
        Permission.PromptsWrite => "write prompts",
        Permission.DatasetsWrite => "write datasets",
        Permission.ProvidersWrite => "change providers",
        Permission.BenchmarksWrite => "change benchmarks",
        Permission.RunsExecute => "start and cancel runs",
        Permission.JobsDashboard => "open the jobs dashboard",
        Permission.WebhooksWrite => "see and change webhooks",
        _ => permission.ToString(),
    };
}

using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>Roles and permissions in the words that people read.</summary>
public static class RoleNames
{
    public static string Word(this Role role) => RoleWords.Of(role);

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
        Permission.ReleasesRequest => "request releases",
        Permission.ReleasesDecide => "decide on release requests",
        Permission.ReleasesOperate => "roll out, roll back and move labels",
        Permission.GatesWrite => "change gates and ask for exceptions",
        Permission.RiskDecide => "decide on exceptions, tiers and the approval policy",
        Permission.IncidentsWrite => "declare and resolve incidents",
        Permission.UsageIngest => "push calls and feedback",
        Permission.JudgesWrite => "change judges",
        Permission.LabelsWrite => "label results",
        Permission.WebhooksWrite => "see and change webhooks",
    };
}

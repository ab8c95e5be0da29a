namespace OpsConsole.Core.Features.Incidents;

/// <summary>Incidents as people say them.</summary>
public static class IncidentWords
{
    /// <summary>In the audit log.</summary>
    internal const string ObjectKind = "incident";

    public static string Severity(int severity) => $"SEV{severity}";

    /// <summary>What a severity means, so that people choose the same one.</summary>
    public static string Meaning(int severity) => severity switch
    {
        1 => "critical: harm to people, or the system is down",
        2 => "major: wrong or missing answers for many",
        3 => "minor: some are affected, and there is a way around",
        _ => "low: nobody is harmed, and it has to be put right",
    };
}

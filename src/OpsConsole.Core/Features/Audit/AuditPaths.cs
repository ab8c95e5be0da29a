namespace OpsConsole.Core.Features.Audit;

/// <summary>Where the console shows the object of an event. Keys that people say tell it by themselves; the rest is told by its kind, or by its prompt.</summary>
public static class AuditPaths
{
    private static readonly (string Start, string Path)[] Keys =
        [("REL-", "/reviews/"), ("RUN-", "/runs/"), ("INC-", "/incidents/"), ("EXC-", "/exceptions/"), ("WHK-", "/settings/webhooks/"), ("LBL-", "/labels/"), ("REP-", "/reports/"),
         ("TRY-", "/playground?trial=")];

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["prompt"] = "/prompts/",
        ["system"] = "/systems/",
        ["dataset"] = "/datasets/",
        ["benchmark"] = "/benchmarks/",
        ["provider"] = "/providers/",
        ["judge"] = "/judges/",
    };

    /// <summary>A path within the console, or null where the object has no page.</summary>
    public static string? Of(string kind, string key, string? promptKey)
    {
        if (Array.Find(Keys, known => key.StartsWith(known.Start, StringComparison.Ordinal)) is { Path: { } page })
            return page + key;
        if (kind == "approval-policy")
            return "/settings/policy";
        return Kinds.TryGetValue(kind, out var path) ? path + key : promptKey is null ? null : "/prompts/" + promptKey;
    }
}

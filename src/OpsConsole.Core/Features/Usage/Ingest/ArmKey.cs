namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>One hour of one version of a prompt.</summary>
internal readonly record struct ArmKey(string PromptKey, int Version, DateTime Hour)
{
    /// <summary>Null where the prompt is not known: then there is no arm to count for.</summary>
    public static ArmKey? Of(string? promptKey, int? version, DateTime at) =>
        promptKey is not null && version is { } number ? new ArmKey(promptKey, number, HourOf(at)) : null;

    /// <summary>The start of the UTC hour.</summary>
    public static DateTime HourOf(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
}

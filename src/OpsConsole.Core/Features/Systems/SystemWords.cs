namespace OpsConsole.Core.Features.Systems;

/// <summary>How the audit log names what happens to a system.</summary>
internal static class SystemWords
{
    public const string ObjectKind = "system";
}

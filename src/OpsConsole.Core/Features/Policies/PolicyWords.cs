using System.Globalization;

namespace OpsConsole.Core.Features.Policies;

/// <summary>The approval policy as people say it.</summary>
internal static class PolicyWords
{
    /// <summary>In the audit log.</summary>
    public const string ObjectKind = "approval-policy";

    public static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"edition {number}");
}

using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>How the audit log names a delegation, and who can be given none.</summary>
internal static class DelegationWords
{
    public const string ObjectKind = "delegation";

    /// <summary>Whoever holds one of these approves nothing, not for somebody else either.</summary>
    public static IReadOnlyList<Role> NeverApprove { get; } = [Role.Admin, Role.Auditor];

    /// <summary>Between whom, because its number is known only once it is stored. Cut where directory ids are uncommonly long; the whole ids stand in the event's details.</summary>
    public static string KeyOf(Delegation delegation)
    {
        var key = $"{delegation.FromId} to {delegation.ToId}";
        return key.Length <= 160 ? key : key[..160];
    }
}

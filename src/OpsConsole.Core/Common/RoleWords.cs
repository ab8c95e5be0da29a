namespace OpsConsole.Core.Common;

/// <summary>The roles as people say them.</summary>
public static class RoleWords
{
    public static string Of(Role role) => role switch
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
}

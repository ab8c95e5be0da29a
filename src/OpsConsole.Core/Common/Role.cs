namespace OpsConsole.Core.Common;

/// <summary>What a person is here for. The names are the Entra app roles, word for word.</summary>
public enum Role
{
    Viewer,
    Author,
    ProductManager,
    Engineer,
    Security,
    Legal,
    RiskManager,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Configures; never approves and never accepts risk.</summary>
    Admin,
}

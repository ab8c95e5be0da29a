namespace OpsConsole.Core.Ai.Secrets;

/// <summary>Finds the value behind a secret reference. The value lives in memory only: it is never stored, shown or logged.</summary>
public interface ISecretResolver
{
    /// <summary>The secret, or null where the reference leads nowhere.</summary>
    string? Resolve(string reference);
}

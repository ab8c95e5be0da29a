namespace OpsConsole.Core.Ai;

/// <summary>What follows from how a provider is spoken to.</summary>
public static class ProviderKinds
{
    /// <summary>A deterministic method that models are measured against.</summary>
    public static bool IsBaseline(this ProviderKind kind) => kind is ProviderKind.Builtin;

    /// <summary>Answers within this process: no key, no network, no price.</summary>
    public static bool IsLocal(this ProviderKind kind) => kind is ProviderKind.Builtin or ProviderKind.Echo;
}

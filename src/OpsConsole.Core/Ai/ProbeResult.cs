namespace OpsConsole.Core.Ai;

/// <summary>What "test connection" found: it works, or the reason why not in words an operator can act on.</summary>
public sealed record ProbeResult(bool Ok, string Message, TimeSpan Latency);

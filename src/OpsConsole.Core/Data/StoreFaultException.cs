namespace OpsConsole.Core.Data;

/// <summary>The database could not be read. Says nothing of what it was read for: whoever turns faults into findings lets this one pass.</summary>
internal sealed class StoreFaultException(Exception cause) : Exception($"The database could not be read: {cause.Message}", cause);

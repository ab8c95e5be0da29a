namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>The run itself is faulty: trying again would not help. The message is shown as the run's reason.</summary>
internal sealed class RunFaultException(string message) : Exception(message);

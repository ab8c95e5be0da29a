namespace OpsConsole.Core.Features.Runs.Model;

/// <summary>States in the middle of a sentence.</summary>
public static class RunStates
{
    /// <summary>After "the run": "was cancelled".</summary>
    public static string Verb(this RunState state) => state switch
    {
        RunState.Queued => "is queued",
        RunState.Running => "is running",
        RunState.Completed => "was completed",
        RunState.Failed => "has failed",
        RunState.Cancelled => "was cancelled",
        RunState.BudgetStopped => "was stopped at its spend cap",
    };
}

namespace OpsConsole.Core.Features.Runs;

/// <summary>Hands a planned run to whatever executes runs in this host. Losing a hand-over is harmless: <see cref="PickUpRuns"/> finds the run again.</summary>
public interface IRunQueue
{
    void Enqueue(int runId);
}

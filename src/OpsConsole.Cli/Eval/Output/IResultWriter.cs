namespace OpsConsole.Cli.Eval.Output;

/// <summary>
/// One form of results, written as they come so that memory does not grow with the run: one evaluation, or several after each other. Disposing does not close the stream.
/// </summary>
internal interface IResultWriter : IDisposable
{
    void Begin(EvalReport report);

    void Write(EvalResult result);

    /// <summary>The evaluation that was begun has no more results.</summary>
    void End(EvalStats stats);

    /// <summary>An evaluation could not be made.</summary>
    void Missing(string config, string error);

    /// <summary>There are no more evaluations.</summary>
    void Complete();
}

namespace OpsConsole.Cli.Eval.Output;

/// <summary>One form of results, written as they come so that memory does not grow with the run. Disposing does not close the stream.</summary>
internal interface IResultWriter : IDisposable
{
    void Write(EvalResult result);

    void End(EvalStats stats);
}

namespace OpsConsole.Cli.Eval;

/// <summary>What the exit code of <c>opsconsole eval</c> says to a pipeline.</summary>
internal static class EvalExit
{
    public const int Passed = 0;

    /// <summary>Something failed, or the pass rate is below the one asked for. A result without an answer counts as failed.</summary>
    public const int Failed = 100;

    /// <summary>The evaluation could not be made: configuration, files, database, or stopped by hand.</summary>
    public const int Error = 1;
}

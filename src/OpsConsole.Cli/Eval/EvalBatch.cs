using OpsConsole.Cli.Eval.Output;
using OpsConsole.Cli.Eval.Report;

namespace OpsConsole.Cli.Eval;

/// <summary>One configuration after the other, with files that hold the results of all; the exit code is the worst of them, and an error is worse than a failure.</summary>
internal sealed class EvalBatch(IReadOnlyList<EvalRequest> requests, IReadOnlyList<int> resume, TextWriter output, TextWriter error)
{
    /// <summary>In the name of a file: one for each configuration.</summary>
    private const string Each = "{config}";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (requests is [var only])
            return await new EvalRunner(only with { Resume = resume is [var run] ? run : null, Outputs = OutputsOf(0) }, output, error).RunAsync(cancellationToken);

        var runs = resume.Count == 0 ? new int?[requests.Count] : await ResumedRuns.FindAsync(resume, requests, error, cancellationToken);
        if (!runs.IsOk)
        {
            await error.WriteLineAsync(runs.Error.Message);
            return EvalExit.Error;
        }

        // Before the first call of the first: results that cannot be written must not be paid for.
        var together = requests[0].Outputs.Where(path => !path.Contains(Each, StringComparison.Ordinal)).ToList();
        using var shared = OutputFiles.Open(together, several: true);
        if (shared.Fault is { } fault)
        {
            await error.WriteLineAsync(fault.Message);
            return EvalExit.Error;
        }

        var ended = await RunAllAsync(shared, runs.Value, cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            List<string> started = [.. ended.Select(one => one.Runner.RunKey).OfType<string>()];
            if (started.Count > 0)
                await error.WriteLineAsync($"Go on with: {ResumeHint.Of([.. requests.Select(request => request.ConfigPath)], started, requests[0])}");
            return EvalExit.Error;
        }

        try
        {
            shared.Complete();
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(unwritten.Message);
            return EvalExit.Error;
        }

        await BatchView.WriteAsync(output, [.. ended.Select(one => (one.Config, one.Code, one.Runner.Ended))]);
        return ended.Exists(one => one.Code == EvalExit.Error) ? EvalExit.Error : ended.Max(one => one.Code);
    }

    private async Task<List<(string Config, int Code, EvalRunner Runner)>> RunAllAsync(OutputFiles shared, IReadOnlyList<int?> runs, CancellationToken cancellationToken)
    {
        var ended = new List<(string Config, int Code, EvalRunner Runner)>();
        foreach (var (index, request) in requests.Index())
        {
            if (cancellationToken.IsCancellationRequested)
                break;
            var own = OutputsOf(index);
            var runner = new EvalRunner(request with { Outputs = own, Resume = runs[index] }, output, error, request.Outputs.Count > 0 ? shared : null, isOneOfSeveral: true);
            var code = await runner.RunAsync(cancellationToken);
            ended.Add((request.ConfigPath, code, runner));
            if (runner.Fault is { } fault)
                shared.Missing(request.ConfigPath, fault);
            await output.WriteLineAsync();
        }

        return ended;
    }

    /// <summary>The files that this configuration has for itself; with the name of another before it, its own is numbered.</summary>
    private IReadOnlyList<string> OutputsOf(int index)
    {
        var paths = requests.Count == 1 ? requests[0].Outputs : requests[0].Outputs.Where(path => path.Contains(Each, StringComparison.Ordinal));
        var name = Path.GetFileNameWithoutExtension(requests[index].ConfigPath);
        var same = requests.Take(index).Count(other => Path.GetFileNameWithoutExtension(other.ConfigPath) == name);
        return [.. paths.Select(path => path.Replace(Each, $"{name}{(same == 0 ? "" : $"-{same + 1}")}", StringComparison.Ordinal))];
    }
}

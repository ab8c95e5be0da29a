using OpsConsole.Core.Features.Reports;

namespace OpsConsole.Cli.Eval;

/// <summary>One configuration after the other; the exit code is the worst of them, and an error is worse than a failure.</summary>
internal sealed class EvalBatch(IReadOnlyList<string> configs, Func<string, EvalRequest> requestOf, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (configs is [var only])
            return await new EvalRunner(requestOf(only), output, error).RunAsync(cancellationToken);

        var ended = new List<(string Config, int Code, EvalRunner.Outcome? Outcome)>();
        foreach (var (index, config) in configs.Index())
        {
            var request = requestOf(config);
            var runner = new EvalRunner(request with { Outputs = [.. request.Outputs.Select(path => PathOf(path, index))] }, output, error);
            ended.Add((config, await runner.RunAsync(cancellationToken), runner.Summary));
            await output.WriteLineAsync();
            if (cancellationToken.IsCancellationRequested)
                break;
        }

        var passed = ended.Sum(one => one.Outcome?.Passed ?? 0);
        var results = ended.Sum(one => one.Outcome?.Results ?? 0);
        await output.WriteLineAsync($"{ended.Count} of {configs.Count} configurations: {FigureText.Count(passed)} of {FigureText.Count(results)} results passed.");
        foreach (var (config, code, outcome) in ended)
            await output.WriteLineAsync($"  {Word(code),-6} {config}{(outcome is null ? "" : $", {FigureText.Count(outcome.Passed)} of {FigureText.Count(outcome.Results)}")}");
        return ended.Exists(one => one.Code == EvalExit.Error) ? EvalExit.Error : ended.Max(one => one.Code);
    }

    private static string Word(int code) => code switch { EvalExit.Passed => "passed", EvalExit.Failed => "failed", _ => "error" };

    /// <summary>results.json becomes results.NAME.json: each configuration writes its own.</summary>
    private string PathOf(string path, int index)
    {
        var name = Path.GetFileNameWithoutExtension(configs[index]);
        var same = configs.Take(index).Count(other => Path.GetFileNameWithoutExtension(other) == name);
        return Path.ChangeExtension(path, $"{name}{(same == 0 ? "" : $"-{same + 1}")}{Path.GetExtension(path)}");
    }
}

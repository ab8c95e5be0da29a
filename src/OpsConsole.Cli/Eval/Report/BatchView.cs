using OpsConsole.Core.Features.Reports;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Report;

/// <summary>What stands in the terminal below several evaluations: a row for each, and their total.</summary>
internal static class BatchView
{
    public static async Task WriteAsync(TextWriter writer, IReadOnlyList<(string Config, int Code, GetRun.Detail? Run)> ended)
    {
        var table = new TextTable([("configuration", true), ("result", true), ("run", true), ("passed", false), ("failed", false), ("errors", false), ("pass rate", false), ("billed", false)]);
        foreach (var (config, code, run) in ended)
            table.Add([config, Word(code, run), run?.Key ?? "", .. Figures(run is null ? [] : [run])]);
        List<GetRun.Detail> runs = [.. ended.Select(one => one.Run).OfType<GetRun.Detail>()];
        table.Add([$"all {ended.Count}", "", "", .. Figures(runs)]);
        await table.WriteAsync(writer);
    }

    private static string Word(int code, GetRun.Detail? run) => code switch
    {
        EvalExit.Passed => run is null ? "nothing to ask" : "passed",
        EvalExit.Failed => "failed",
        _ => "error",
    };

    private static IEnumerable<string> Figures(IReadOnlyList<GetRun.Detail> runs)
    {
        if (runs.Count == 0)
            return ["", "", "", "", ""];
        var passed = runs.Sum(run => run.Candidates.Sum(candidate => candidate.PassedCells));
        var answered = runs.Sum(run => run.DoneCells);
        return
        [
            FigureText.Count(passed), FigureText.Count(answered - passed), FigureText.Count(runs.Sum(run => run.FailedCells)),
            FigureText.Percent(answered == 0 ? null : (double)passed / answered), FigureText.Dollars(runs.Sum(run => run.Cost.Dollars)),
        ];
    }
}

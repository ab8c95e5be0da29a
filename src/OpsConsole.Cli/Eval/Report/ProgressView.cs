using OpsConsole.Core.Features.Reports;
using System.Globalization;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Cli.Eval.Report;

/// <summary>Progress on standard error: one line that is rewritten in a terminal, a plain line now and then elsewhere.</summary>
internal sealed class ProgressView(TextWriter writer, TimeProvider clock)
{
    private const int BarWidth = 24;

    private readonly bool _isTerminal = ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected;
    private int _drawn;

    public void Begin(string runKey, EvalPlan plan, int results) =>
        writer.WriteLine($"{runKey}: {FigureText.Count(plan.Config.Tests.Count, "test")} x {FigureText.Count(plan.Candidates.Count, "candidate")}{(plan.Repeats > 1 ? $" x {plan.Repeats} repeats" : "")} = {FigureText.Count(results, "result")}");

    /// <summary>Until cancelled.</summary>
    public async Task ShowAsync(Func<CancellationToken, Task<GetRun.Detail>> read, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_isTerminal ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(5), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                Draw(await read(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The run has ended or was stopped: the summary says the rest.
        }

        if (_drawn > 0)
            writer.Write($"\r{new string(' ', _drawn)}\r");
    }

    private void Draw(GetRun.Detail run)
    {
        var ended = run.DoneCells + run.FailedCells;
        var failed = ended - run.Candidates.Sum(candidate => candidate.PassedCells);
        var line = string.Create(CultureInfo.InvariantCulture, $"{Bar(ended, run.TotalCells)}{ended:#,0}/{run.TotalCells:#,0}, {failed:#,0} failed")
            + (run.Pulse is { RatePerMinute: > 0 } pulse ? $", {FigureText.Count(pulse.RatePerMinute)}/min{(pulse.Left is { } left ? $", {FigureText.Time(left)} left" : "")}" : "")
            + $", {FigureText.Dollars(run.Cost.Dollars)}";
        if (!_isTerminal)
        {
            writer.WriteLine(line);
            return;
        }

        writer.Write("\r" + line.PadRight(_drawn));
        _drawn = line.Length;
    }

    private string Bar(int ended, int total)
    {
        if (!_isTerminal)
            return "";
        var filled = (int)((long)BarWidth * ended / Math.Max(total, 1));
        return $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] ";
    }
}

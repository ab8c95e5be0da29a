using OpsConsole.Core.Features.Reports;
using System.Globalization;

namespace OpsConsole.Cli.Gate;

/// <summary>Progress on standard error: one line that is rewritten in a terminal, a plain line now and then in a pipeline's log.</summary>
internal sealed class GateProgress(TextWriter writer, TimeProvider clock, bool silent)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly bool _isTerminal = ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected;
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private string _line = "";

    public void Show(RunAnswer run)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{run.Id} of {run.Benchmark}: {run.State.ToLowerInvariant()}, {run.Progress.Done + run.Progress.Failed:N0} of {run.Progress.Total:N0} results")
            + (run.Progress.Failed > 0 ? $", {FigureText.Count(run.Progress.Failed)} in error" : "") + $", {FigureText.Dollars(run.CostUsd)}";
        var now = clock.GetUtcNow();
        if (silent || line == _line || (!_isTerminal && now < _next))
            return;
        writer.Write(_isTerminal ? $"\r{line.PadRight(_line.Length)}" : line + writer.NewLine);
        (_line, _next) = (line, now + Pause);
    }

    public void End()
    {
        if (_isTerminal && _line.Length > 0)
            writer.Write($"\r{new string(' ', _line.Length)}\r");
        _line = "";
    }
}

using System.Diagnostics;
using System.Runtime;

namespace OpsConsole.Benchmarks;

/// <summary>A child process: warms up, then makes its calls and prints what they took.</summary>
internal static class MeasureCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var load = Load.Parse(arguments);
        ICaller caller = load.Caller switch
        {
            "bare" => new BareLoop(load),
            "engine" => new EngineRun(load),
            "eval" => new EvalCommandRun(load),
            _ => throw new ArgumentException($"Unknown caller '{load.Caller}'."),
        };
        await using (caller)
        {
            await caller.PrepareAsync();
            await CompiledAsync();

            // Of the process itself, in microseconds: Process.TotalProcessorTime counts in ticks of 10 ms, half of what the bare loop takes for 1,000 calls.
            var cpu = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            await caller.CallAsync();
            var wall = Stopwatch.GetElapsedTime(started);
            var spent = Environment.CpuUsage.TotalTime - cpu;
            using var process = Process.GetCurrentProcess();
            var peak = process.PeakWorkingSet64 / 1e6;
            var outcome = await caller.ReadAsync();
            new Measurement(spent.TotalMilliseconds, wall.TotalMilliseconds, peak, outcome.Stored, outcome.Failed, outcome.Verdicts).Print();
        }

        return 0;
    }

    /// <summary>Until the background compiler has been silent for a quarter of a second: what the warm-up left it to do is not what the calls cost, on either side.</summary>
    private static async Task CompiledAsync()
    {
        for (var (compiled, silent) = (0L, 0); silent < 5; silent = JitInfo.GetCompiledMethodCount() == compiled ? silent + 1 : 0)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            await Task.Delay(50);
        }
    }
}

/// <summary>One way to make the calls.</summary>
internal interface ICaller : IAsyncDisposable
{
    /// <summary>Everything that is not measured: data, connections, compiled code.</summary>
    Task PrepareAsync();

    /// <summary>The measured part.</summary>
    Task CallAsync();

    /// <summary>What came of it, read after the measuring has ended.</summary>
    Task<(int Stored, int Failed, string Verdicts)> ReadAsync();
}

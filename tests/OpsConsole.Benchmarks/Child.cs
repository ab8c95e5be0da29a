using System.Diagnostics;
using System.Globalization;

namespace OpsConsole.Benchmarks;

/// <summary>Starts this program again, so that each measurement has a process of its own and the server's work is not counted in it.</summary>
internal static class Child
{
    public static async Task<Measurement> MeasureAsync(Load load)
    {
        using var process = Start(load.ToArguments());
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Measurement.Read(output) : throw new InvalidOperationException($"{load} failed:\n{output}");
    }

    public static async Task<Server> ServeAsync(double latencyMs, bool faults = false)
    {
        string[] arguments = ["serve-model", latencyMs.ToString(CultureInfo.InvariantCulture), .. faults ? ["faults"] : Array.Empty<string>()];
        return await StartServerAsync(arguments);
    }

    /// <summary>A child that prints its address and serves until its input ends; what else it prints is passed over.</summary>
    public static async Task<Server> StartServerAsync(params string[] arguments)
    {
        var process = Start(arguments);
        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{arguments[0]} ended before it served.");
        }
        while (!line.StartsWith("http://", StringComparison.Ordinal));
        return new Server(process, line);
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["DOTNET_gcServer"] = "0";
        return Process.Start(start)!;
    }

    internal sealed class Server(Process process, string baseUrl) : IAsyncDisposable
    {
        public string BaseUrl => baseUrl;

        public async ValueTask DisposeAsync()
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using OpsConsole.Tests.Shared;

namespace OpsConsole.E2E.Tests;

/// <summary>The console as people start it: a process of its own, on a free loopback port, over a folder of its own.</summary>
public sealed class ConsoleProcess : IAsyncDisposable
{
    private const string Announcement = "OpsConsole is open at ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource<Uri> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ConsoleProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => _open.TrySetException(new InvalidOperationException("The console ended before it was open:\n" + Log));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Kill();
    }

    public Uri Address { get; private set; } = null!;

    public string Log => string.Join('\n', _log);

    /// <summary>
    /// What the console logged as broken. Not what EF Core says of a save that a unique index refused: two people at once are told in words,
    /// and what nobody caught is logged by others too.
    /// </summary>
    public IReadOnlyList<string> Faults =>
    [
        .. _log.Where(line => line.StartsWith("crit:", StringComparison.Ordinal)
            || (line.StartsWith("fail:", StringComparison.Ordinal) && !line.StartsWith("fail: Microsoft.EntityFrameworkCore.", StringComparison.Ordinal))),
    ];

    public static async Task<ConsoleProcess> StartAsync(string connectionString, string keysFolder, bool demo)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Repository.PathOf("src", "OpsConsole.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                HostAssembly, "--urls", "http://127.0.0.1:0", "--Demo:Seed", demo ? "true" : "false",
                "--ConnectionStrings:OpsConsole", connectionString, "--DataProtection:KeysFolder", keysFolder,
            },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_URLS"] = null, ["OPENAI_API_KEY"] = null },
        };
        var console = new ConsoleProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        console._process.Start();
        console._process.BeginOutputReadLine();
        console._process.BeginErrorReadLine();
        try
        {
            console.Address = await console._open.Task.WaitAsync(StartLimit);
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing is written, released or closed.</summary>
    public Task KillAsync()
    {
        Kill();
        return _process.WaitForExitAsync();
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    /// <summary>The host's own output, of the configuration that the tests were built in: <c>bin/CONFIGURATION/FRAMEWORK</c>.</summary>
    private static string HostAssembly
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory);
            return Repository.PathOf("src", "OpsConsole.Web", "bin", framework.Parent!.Name, framework.Name, "OpsConsole.Web.dll");
        }
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        _log.Enqueue(line);
        if (line.Trim() is var text && text.StartsWith(Announcement, StringComparison.Ordinal))
            _open.TrySetResult(new Uri(text[Announcement.Length..].Split(' ', ',')[0]));
    }
}

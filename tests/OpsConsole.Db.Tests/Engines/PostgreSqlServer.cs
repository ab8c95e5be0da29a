using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace OpsConsole.Db.Tests.Engines;

/// <summary>
/// A real PostgreSQL for the time of the tests: from <c>OPSCONSOLE_TEST_POSTGRESQL</c>, or started from the binaries on this
/// machine, on a free loopback port, as an unprivileged user because PostgreSQL refuses to run as root.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private string? _folder;
    private string? _binaries;

    public async Task<string> ConnectionStringAsync()
    {
        if (Environment.GetEnvironmentVariable("OPSCONSOLE_TEST_POSTGRESQL") is { Length: > 0 } given)
        {
            return given;
        }

        _binaries = FindBinaries();
        Assert.SkipWhen(_binaries is null, "PostgreSQL: no initdb on the path or under /usr/lib/postgresql; install it or set OPSCONSOLE_TEST_POSTGRESQL.");
        _folder = Directory.CreateTempSubdirectory("opsconsole-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", _folder);
        }

        var port = FreePort();
        await RunAsServerAsync("initdb", "-D", $"{_folder}/data", "-U", "ops", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await RunAsServerAsync(
            "pg_ctl", "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-w", "-o", $"-p {port} -h 127.0.0.1 -k {_folder} -c fsync=off", "start");
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "ops", Database = "postgres", IncludeErrorDetail = true }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsServerAsync("pg_ctl", "-D", $"{_folder}/data", "-m", "immediate", "stop");
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string? FindBinaries()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderDescending().Select(version => Path.Combine(version, "bin")) : [];
        return onPath.Concat(installed).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task RunAsServerAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", Path.Combine(_binaries!, program), .. arguments])
        : RunAsync(Path.Combine(_binaries!, program), arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits these streams and keeps them open, so they are not read to their end.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

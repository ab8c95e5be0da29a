using System.Diagnostics;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Cli.Tests;

/// <summary>The command as others get it: packed, installed from a folder, started.</summary>
public sealed class PackedToolTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsconsole-tool-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tool_PackedAndInstalled_ListsEval()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var packed = await RunAsync("dotnet", ["pack", Repository.PathOf("src", "OpsConsole.Cli"), "--no-build", "-c", configuration, "-o", _folder.FullName]);
        Assert.SkipWhen(packed is null, "there is no dotnet command on this machine");
        Assert.True(packed.Value.Code == 0, packed.Value.Text);

        var tools = Path.Combine(_folder.FullName, "tools");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "nuget.config"),
            $"<configuration><packageSources><clear /><add key=\"here\" value=\"{_folder.FullName}\" /></packageSources></configuration>",
            TestContext.Current.CancellationToken);
        var installed = await RunAsync("dotnet", ["tool", "install", "OpsConsole.Cli", "--tool-path", tools, "--configfile", Path.Combine(_folder.FullName, "nuget.config"), "--no-cache"]);
        Assert.True(installed!.Value.Code == 0, installed.Value.Text);

        var help = await RunAsync(Path.Combine(tools, "opsconsole"), ["--help"]);
        Assert.Equal(0, help!.Value.Code);
        Assert.Contains("eval", help.Value.Text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "c.yaml"), "prompts: [hello]\nproviders: [echo]\n", TestContext.Current.CancellationToken);
        var evaluated = await RunAsync(Path.Combine(tools, "opsconsole"), ["eval", Path.Combine(_folder.FullName, "c.yaml"), "--db", Path.Combine(_folder.FullName, "e.db")]);
        Assert.True(evaluated!.Value.Code == 0, evaluated.Value.Text);
    }

    /// <summary>Null where the program is not there.</summary>
    private async Task<(int Code, string Text)?> RunAsync(string program, IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };

        // A build server that outlives the command would keep its end of our pipes open, and we would wait for it.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        try
        {
            using var process = Process.Start(start)!;
            using var patience = new CancellationTokenSource(Patience);
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

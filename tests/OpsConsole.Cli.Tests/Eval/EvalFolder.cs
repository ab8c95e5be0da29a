using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace OpsConsole.Cli.Tests.Eval;

/// <summary>A folder with a configuration, a database and outputs, and the command run in it as a user would.</summary>
internal sealed class EvalFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsconsole-eval-");

    public string DatabasePath => PathOf("eval.db");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
    }

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public JsonElement Json(string name = "out.json") => JsonElement.Parse(Read(name));

    /// <summary>Runs <c>opsconsole eval config.yaml … --db eval.db</c>.</summary>
    public async Task<Outcome> EvalAsync(string config, params string[] options) => await EvalAsync(config, CancellationToken.None, options);

    public async Task<Outcome> EvalAsync(string config, CancellationToken cancellationToken, params string[] options)
    {
        Write("config.yaml", config);
        return await RunAsync(["eval", PathOf("config.yaml"), "--db", DatabasePath, .. options], cancellationToken);
    }

    public static async Task<Outcome> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLineApp.RunAsync(args, output, error, cancellationToken);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    internal sealed record Outcome(int Code, string Output, string Error);
}

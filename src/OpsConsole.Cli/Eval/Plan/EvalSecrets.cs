using OpsConsole.Core.Ai.Secrets;

namespace OpsConsole.Cli.Eval.Plan;

/// <summary>
/// The keys of one evaluation. A key written into the configuration is held here, behind a reference that means nothing outside this process:
/// neither the database nor an output ever holds it.
/// </summary>
internal sealed class EvalSecrets(IReadOnlyDictionary<string, string> environment) : ISecretResolver
{
    private const string Literal = "cli:";
    private const string Variable = "env:";

    private readonly List<string> _literals = [];

    /// <summary>A reference to a key that the configuration holds; equal keys have one.</summary>
    public string Keep(string key)
    {
        if (!_literals.Contains(key))
            _literals.Add(key);
        return $"{Literal}key-{_literals.IndexOf(key) + 1}";
    }

    public static string OfVariable(string name) => Variable + name;

    public string? Resolve(string reference)
    {
        var value = reference.StartsWith(Variable, StringComparison.Ordinal) ? Environment(reference[Variable.Length..])
            : reference.StartsWith(Literal, StringComparison.Ordinal) ? _literals.Find(key => Keep(key) == reference)
            : null;
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>The configuration's <c>env</c> stands before the process's.</summary>
    public string? Environment(string name) => environment.GetValueOrDefault(name) ?? System.Environment.GetEnvironmentVariable(name);
}

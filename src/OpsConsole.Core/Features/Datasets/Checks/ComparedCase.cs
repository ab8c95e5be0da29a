using System.Text.Json;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>What a case asks, made ready to be compared with many others.</summary>
internal sealed class ComparedCase
{
    private readonly Dictionary<string, (string Normal, HashSet<ulong> Shingles)> _variables = new(StringComparer.Ordinal);

    public ComparedCase(string key, string title, string variablesJson, IReadOnlyList<string> expected)
    {
        (Key, Title) = (key, title);
        using var variables = JsonDocument.Parse(variablesJson);
        var texts = variables.RootElement.EnumerateObject().Select(variable => (variable.Name, Text: string.Join('\n', Words.TextsOf(variable.Value)))).ToList();
        Text = string.Join('\n', texts.Select(variable => variable.Text));
        foreach (var (name, text) in texts)
            _variables[name] = (Words.Normal(text), [.. Checks.Shingles.Of(name, Words.Of(text))]);
        Normal = string.Join('\u0001', _variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}\u0002{variable.Value.Normal}"));
        Shingles = [.. _variables.Values.SelectMany(variable => variable.Shingles)];
        Answers = expected.Select(Words.Normal).ToHashSet(StringComparer.Ordinal);
    }

    public string Key { get; }

    public string Title { get; }

    /// <summary>All variables, in their order.</summary>
    public string Text { get; }

    /// <summary>Equal for equal cases.</summary>
    public string Normal { get; }

    /// <summary>Of all variables.</summary>
    public ulong[] Shingles { get; }

    public HashSet<string> Answers { get; }

    /// <summary>That of the variable that differs most, 0..1; a variable that only one has makes them wholly different.</summary>
    public double SimilarityTo(ComparedCase other) => _variables.Count != other._variables.Count || _variables.Count == 0
        ? 0
        : _variables.Min(variable => other._variables.TryGetValue(variable.Key, out var theirs) ? Similarity(variable.Value, theirs) : 0);

    private static double Similarity((string Normal, HashSet<ulong> Shingles) mine, (string Normal, HashSet<ulong> Shingles) theirs)
    {
        if (mine.Normal == theirs.Normal)
            return 1;
        var common = mine.Shingles.Count(theirs.Shingles.Contains);
        var either = mine.Shingles.Count + theirs.Shingles.Count - common;
        return either == 0 ? 0 : (double)common / either;
    }
}

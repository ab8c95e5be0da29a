namespace OpsConsole.Core.Common.Yaml;

/// <summary>A YAML value with the place it was written at; both counts start at 1.</summary>
public abstract record YamlItem(int Line, int Column)
{
    public string Place => $"line {Line}, column {Column}";
}

/// <summary>A scalar; only a plain one can be a number, a boolean or nothing.</summary>
public sealed record YamlScalar(string Text, bool IsPlain, int Line, int Column) : YamlItem(Line, Column);

public sealed record YamlList(IReadOnlyList<YamlItem> Items, int Line, int Column) : YamlItem(Line, Column);

public sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlItem(Line, Column)
{
    public YamlEntry? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>One key of a mapping with the key's own place.</summary>
public sealed record YamlEntry(string Key, YamlItem Value, int Line, int Column)
{
    public string Place => $"line {Line}, column {Column}";
}

using System.Globalization;
using System.Text.Json;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>What all files of a configuration share.</summary>
/// <param name="Environment">The configuration's own variables.</param>
internal sealed record ConfigWhole(List<ErrorDetail> Faults, IReadOnlyDictionary<string, string> Environment, Graders Graders, AssertionCompiler Compiler)
{
    public AssertionTemplates Templates { get; } = new();

    public SuiteProviders Providers { get; } = new();
}

/// <summary>What every section of the reader shares: the folder paths are relative to, the environment, and the faults found so far.</summary>
/// <param name="file">The file that is read, where it is not the configuration itself.</param>
/// <param name="fixedPlace">Where everything stands, for values whose own places say nothing.</param>
internal sealed class ConfigScope(string folder, ConfigWhole whole, string? file = null, string? fixedPlace = null)
{
    public string Folder => folder;

    public IReadOnlyDictionary<string, string> Environment => whole.Environment;

    public AssertionTemplates Templates => whole.Templates;

    public Graders Graders => whole.Graders;

    public SuiteProviders Providers => whole.Providers;

    public AssertionCompiler Compiler => whole.Compiler;

    public bool HasFaults => whole.Faults.Count > 0;

    /// <summary>The same, for another file: its name stands before each place.</summary>
    public ConfigScope In(string other) => new(folder, whole, Path.GetRelativePath(folder, other));

    /// <summary>The same, with one place for all.</summary>
    public ConfigScope At(string place) => new(folder, whole, file, place);

    public string Place(YamlItem item) => Prefix(item.Place);

    public string Place(YamlEntry entry) => Prefix(entry.Place);

    public void Fault(YamlItem item, string reason) => Fault(Place(item), reason);

    public void Fault(YamlEntry entry, string reason) => Fault(Place(entry), reason);

    public void Fault(string place, string reason) => whole.Faults.Add(new ErrorDetail(place, reason));

    public string Prefix(string place) => fixedPlace ?? (file is null ? place : $"{file}, {place}");

    /// <summary>The mapping's entries that are known; every other is a fault.</summary>
    public IEnumerable<YamlEntry> Entries(YamlItem item, string what, params string[] known)
    {
        if (item is not YamlMap map)
        {
            Fault(item, $"{what} must be a mapping");
            return [];
        }

        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            Fault(entry, $"unknown key '{entry.Key}' in {what}; known are {string.Join(", ", known)}");
        }

        return map.Entries.Where(entry => known.Contains(entry.Key));
    }

    public JsonElement Json(YamlItem item)
    {
        var json = YamlJson.ToJson(item);
        if (!json.IsOk)
        {
            Fault(item, json.Error.Message);
        }

        return json.IsOk ? json.Value : default;
    }

    /// <summary>A text, with <c>{{ env.NAME }}</c> filled in.</summary>
    public string? Text(YamlEntry entry)
    {
        if (entry.Value is YamlScalar scalar)
        {
            return EnvironmentText.Fill(scalar.Text, Environment, name => Fault(scalar, $"the environment variable '{name}' is not set"));
        }

        Fault(entry, $"'{entry.Key}' takes a text");
        return null;
    }

    public double? Number(YamlEntry entry, double least, double most)
    {
        if (entry.Value is YamlScalar { IsPlain: true } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Fault(entry, $"'{entry.Key}' takes a number{(most < int.MaxValue ? $" from {least} to {most}" : $" of {least} or more")}");
        return null;
    }

    public int? Whole(YamlEntry entry, int least)
    {
        var number = Number(entry, least, int.MaxValue);
        if (number is { } value && value != Math.Floor(value))
        {
            Fault(entry, $"'{entry.Key}' takes a whole number");
            return null;
        }

        return (int?)number;
    }

    public bool? Flag(YamlEntry entry)
    {
        if (entry.Value is YamlScalar { IsPlain: true, Text: "true" or "false" } scalar)
        {
            return scalar.Text == "true";
        }

        Fault(entry, $"'{entry.Key}' takes true or false");
        return null;
    }

    public IReadOnlyList<string> Texts(YamlEntry entry)
    {
        var items = entry.Value is YamlList list ? list.Items : [entry.Value];
        if (items.All(item => item is YamlScalar))
        {
            return [.. items.Cast<YamlScalar>().Select(item => item.Text)];
        }

        Fault(entry, $"'{entry.Key}' takes a text or a list of texts");
        return [];
    }
}

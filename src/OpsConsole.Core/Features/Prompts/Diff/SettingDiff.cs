using System.Globalization;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Diff;

/// <summary>One thing beside the messages and variables that two versions say differently; null on the side that does not say it.</summary>
/// <param name="IsSchema">Long text, to be compared by lines.</param>
public sealed record SettingDiff(string Name, string? Old, string? New, bool IsSchema = false)
{
    /// <summary>What differs: the model, its parameters, the response format, tools and pinned includes, in this order.</summary>
    public static IReadOnlyList<SettingDiff> Of(PromptContent before, PromptContent after)
    {
        var (old, now) = (Settings(before), Settings(after));
        return
        [
            .. old.Concat(now).Select(setting => setting.Name).Distinct()
                .Select(name => (Old: old.Find(setting => setting.Name == name), New: now.Find(setting => setting.Name == name)))
                .Where(pair => pair.Old.Value != pair.New.Value)
                .Select(pair => new SettingDiff(pair.Old.Name ?? pair.New.Name, pair.Old.Value, pair.New.Value, pair.Old.IsSchema || pair.New.IsSchema))
                .OrderBy(setting => Rank(setting.Name)),
        ];
    }

    private static List<(string Name, string? Value, bool IsSchema)> Settings(PromptContent content)
    {
        var settings = new List<(string Name, string? Value, bool IsSchema)>();
        var parameters = content.Model?.Parameters;
        Add("model", content.Model is { } model ? $"{model.ProviderKey}/{model.ModelKey}" : null);
        Add("temperature", Text(parameters?.Temperature));
        Add("top P", Text(parameters?.TopP));
        Add("max output tokens", Text(parameters?.MaxOutputTokens));
        Add("seed", Text(parameters?.Seed));
        Add("stop", parameters?.Stop is { Count: > 0 } stop ? string.Join(", ", stop.Select(text => $"“{text}”")) : null);
        foreach (var (name, value) in parameters?.Method ?? new Dictionary<string, string>())
            Add($"method {name}", value);
        Add("response format", content.ResponseFormat, isSchema: true);
        foreach (var tool in content.Tools ?? [])
        {
            Add($"tool {tool.Name}", tool.Description);
            Add($"tool {tool.Name}, parameters", tool.ParametersSchema, isSchema: true);
        }

        foreach (var include in content.Includes ?? [])
            Add($"include {include.Key}", $"{include.Label} → v{include.Number} ({include.ContentHash[..Math.Min(8, include.ContentHash.Length)]})");
        return settings;

        void Add(string name, string? value, bool isSchema = false)
        {
            if (value is not null)
                settings.Add((name, value, isSchema));
        }
    }

    private static int Rank(string name) =>
        name.StartsWith("include ", StringComparison.Ordinal) ? 3 : name.StartsWith("tool ", StringComparison.Ordinal) ? 2 : name == "response format" ? 1 : 0;

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}

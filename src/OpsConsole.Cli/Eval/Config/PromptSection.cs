using System.Text.RegularExpressions;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Cli.Eval.Config;

/// <summary><c>prompts</c>: texts, files, patterns, or mappings with <c>id</c>, <c>label</c>, <c>raw</c>.</summary>
internal sealed partial class PromptSection(ConfigScope scope)
{
    private static readonly string[] FileEndings = [".txt", ".md", ".json", ".yaml", ".yml", ".j2"];

    private readonly List<EvalPrompt> _prompts = [];

    public IReadOnlyList<EvalPrompt> Read(YamlEntry section)
    {
        foreach (var item in section.Value is YamlList list ? list.Items : [section.Value])
        {
            ReadItem(item);
        }

        return _prompts;
    }

    /// <summary>The messages of one prompt, a text or a file; null with a fault.</summary>
    public static IReadOnlyList<PromptMessage>? Text(string text, ConfigScope scope, string place)
    {
        var section = new PromptSection(scope);
        section.ReadText(text, null, place);
        if (section._prompts.Count > 1)
            scope.Fault(place, $"one prompt is wanted, and there are {section._prompts.Count}");
        return section._prompts.FirstOrDefault()?.Messages;
    }

    private void ReadItem(YamlItem item)
    {
        if (item is YamlScalar scalar)
        {
            ReadText(scalar.Text, null, scope.Place(item));
            return;
        }

        string? label = null, text = null;
        foreach (var entry in scope.Entries(item, "a prompt", "id", "label", "raw"))
        {
            if (scope.Text(entry) is { } value)
            {
                label = entry.Key == "label" ? value : label;
                text = entry.Key == "raw" || (entry.Key == "id" && text is null) ? value : text;
            }
        }

        if (text is not null)
        {
            ReadText(text, label, scope.Place(item));
        }
        else if (item is YamlMap)
        {
            scope.Fault(item, "a prompt needs 'raw' or 'id'");
        }
    }

    private void ReadText(string text, string? label, string place)
    {
        if (!IsPath(text))
        {
            Add(text, label ?? text, place);
            return;
        }

        foreach (var path in ConfigFiles.Find(text, scope, place))
        {
            var name = label ?? Path.GetRelativePath(scope.Folder, path).Replace('\\', '/');
            if (ConfigFiles.Read(path, scope, place) is { } content)
            {
                var parts = Path.GetExtension(path) is ".txt" ? Separator().Split(content).Where(part => part.Trim().Length > 0).ToArray() : [content];
                foreach (var (index, part) in parts.Index())
                {
                    Add(part.Trim(), parts.Length == 1 ? name : $"{name} #{index + 1}", $"{place} ({name})");
                }
            }
        }
    }

    private void Add(string raw, string label, string place)
    {
        if (raw.Length == 0)
        {
            scope.Fault(place, "the prompt is empty");
            return;
        }

        var messages = Messages(raw);
        var error = messages is null ? PromptTemplate.Parse(raw).Error : ChatTemplate.Parse(messages).Error;
        foreach (var fault in error?.Details ?? [])
        {
            scope.Fault(place, $"the prompt does not parse: {fault.Where}: {fault.Reason}");
        }

        _prompts.Add(new EvalPrompt(label, raw, messages ?? [new PromptMessage("user", raw)], messages is not null));
    }

    // Anything that does not read as a list of roles and texts is a plain text, as promptfoo decides it.
    private static List<PromptMessage>? Messages(string raw)
    {
        if (!raw.StartsWith('[') && !raw.StartsWith("- ", StringComparison.Ordinal))
        {
            return null;
        }

        var document = YamlReader.Read(new StringReader(raw));
        if (!document.IsOk || document.Value is not YamlList { Items: { Count: > 0 } items })
        {
            return null;
        }

        var messages = items.OfType<YamlMap>()
            .Where(item => item is { Entries.Count: 2 } && item["role"]?.Value is YamlScalar && item["content"]?.Value is YamlScalar)
            .Select(item => new PromptMessage(((YamlScalar)item["role"]!.Value).Text, ((YamlScalar)item["content"]!.Value).Text))
            .ToList();
        return messages.Count == items.Count ? messages : null;
    }

    private static bool IsPath(string text) =>
        ConfigFiles.IsReference(text)
        || (!text.Contains('\n') && !text.Contains("{{", StringComparison.Ordinal) && FileEndings.Any(ending => text.EndsWith(ending, StringComparison.Ordinal)));

    [GeneratedRegex(@"^---[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}

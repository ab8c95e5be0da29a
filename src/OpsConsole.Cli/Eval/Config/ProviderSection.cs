using OpsConsole.Core.Ai;
using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Cli.Eval.Config;

/// <summary><c>providers</c>: ids, mappings with <c>id</c>, or mappings from an id to its settings.</summary>
internal sealed class ProviderSection(ConfigScope scope)
{
    private static readonly string[] Keys = ["id", "label", "config", "prompts", "transform", "delay"];

    private static readonly string[] ConfigKeys =
        ["apiBaseUrl", "apiKey", "apiKeyEnvar", "temperature", "max_tokens", "maxTokens", "max_completion_tokens", "top_p", "seed", "stop", "delay"];

    public IReadOnlyList<EvalProvider> Read(YamlEntry section) =>
        [.. (section.Value is YamlList list ? list.Items : [section.Value]).Select(ReadOne).OfType<EvalProvider>()];

    public EvalProvider? ReadOne(YamlItem item) => item switch
    {
        YamlScalar { Text: "" } => Refuse(item, "a provider needs an id"),
        YamlScalar { Text: var text } when ConfigFiles.IsReference(text) => Refuse(item, "providers in other files are not supported; list them here"),
        YamlScalar { Text: var id } => new EvalProvider(id, id, new EvalProviderSettings(), null, scope.Place(item)),
        YamlMap map when map["id"] is null && map.Entries is [{ Value: YamlMap settings } only] => ReadMap(settings, only.Key),
        YamlMap map => ReadMap(map, null),
        _ => Refuse(item, "a provider is a text or a mapping"),
    };

    private EvalProvider? ReadMap(YamlMap map, string? givenId)
    {
        string? id = givenId, label = null, transform = null;
        int? delay = null;
        var settings = new EvalProviderSettings();
        IReadOnlyList<string>? prompts = null;
        if (givenId is null && map["id"]?.Value is not YamlScalar { Text.Length: > 0 })
        {
            return Refuse(map, "a provider needs an id");
        }

        foreach (var entry in scope.Entries(map, "a provider", Keys).OrderBy(entry => entry.Key != "id"))
        {
            switch (entry.Key)
            {
                case "id":
                    id = scope.Text(entry);
                    break;
                case "label":
                    label = scope.Text(entry);
                    break;
                case "prompts":
                    prompts = scope.Texts(entry);
                    break;
                case "transform":
                    transform = OptionSection.Script(entry, scope);
                    break;
                case "delay":
                    delay = scope.Whole(entry, 0);
                    break;
                case "config":
                    settings = ReadSettings(entry.Value, id ?? "");
                    break;
            }
        }

        if (transform is not null)
            settings = settings with { Parameters = settings.Parameters with { Transform = transform } };
        settings = settings with { Delay = delay ?? settings.Delay };
        return id is null ? null : new EvalProvider(id, label ?? id, settings, prompts, scope.Place(map));
    }

    private EvalProviderSettings ReadSettings(YamlItem config, string id)
    {
        var settings = new EvalProviderSettings();
        var parameters = ModelParameters.Default;
        var method = new Dictionary<string, string>();

        // A baseline's settings are its own: the provider knows which it takes.
        var isBuiltin = id.StartsWith("builtin:", StringComparison.Ordinal);
        var known = isBuiltin && config is YamlMap map ? [.. map.Entries.Select(entry => entry.Key)] : ConfigKeys;
        foreach (var entry in scope.Entries(config, "a provider's config", known))
        {
            switch (entry.Key)
            {
                case var _ when isBuiltin:
                    method[entry.Key] = scope.Text(entry) ?? "";
                    break;
                case "apiBaseUrl":
                    settings = settings with { ApiBaseUrl = Address(entry) };
                    break;
                case "apiKey":
                    settings = settings with { ApiKey = scope.Text(entry) };
                    break;
                case "apiKeyEnvar":
                    settings = settings with { ApiKeyEnvar = scope.Text(entry) };
                    break;
                case "delay":
                    settings = settings with { Delay = scope.Whole(entry, 0) };
                    break;
                case "temperature":
                    parameters = parameters with { Temperature = scope.Number(entry, 0, 2) };
                    break;
                case "top_p":
                    parameters = parameters with { TopP = scope.Number(entry, 0, 1) };
                    break;
                case "seed":
                    parameters = parameters with { Seed = scope.Whole(entry, int.MinValue) };
                    break;
                case "stop":
                    parameters = parameters with { Stop = scope.Texts(entry) };
                    break;
                default:
                    parameters = parameters with { MaxOutputTokens = scope.Whole(entry, 1) };
                    break;
            }
        }

        return settings with { Parameters = method.Count == 0 ? parameters : parameters with { Method = method } };
    }

    private string? Address(YamlEntry entry)
    {
        var text = scope.Text(entry);
        if (text is { Length: > 0 } && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            scope.Fault(entry, $"'{entry.Key}' takes an absolute http or https address");
        }

        return text;
    }

    private EvalProvider? Refuse(YamlItem item, string reason)
    {
        scope.Fault(item, reason);
        return null;
    }
}

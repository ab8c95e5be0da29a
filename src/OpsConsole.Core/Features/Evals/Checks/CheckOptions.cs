using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>Reads the <c>config</c> of an assertion: what is not asked for is an error that names it.</summary>
internal sealed class CheckOptions
{
    private readonly Dictionary<string, JsonElement> _given = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private Error? _fault;

    public CheckOptions(JsonElement? config)
    {
        switch (config)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                break;
            case { ValueKind: JsonValueKind.Object } options:
                foreach (var option in options.EnumerateObject())
                {
                    _given[option.Name] = option.Value;
                }

                break;
            default:
                _fault = AssertionErrors.Value("config must be an object");
                break;
        }
    }

    /// <summary>What is wrong with the options, asked for after all of them were read.</summary>
    public Error? Fault => _fault ?? (_given.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } stranger
        ? AssertionErrors.Value($"config has no option “{stranger}”; there are {string.Join(", ", _known)}")
        : null);

    public bool Flag(string name, bool otherwise) => Read(name, "true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False, value => value.GetBoolean(), otherwise);

    public string Text(string name, string otherwise) => Read(name, "a text", value => value.ValueKind == JsonValueKind.String, value => value.GetString()!, otherwise);

    public double Share(string name, double otherwise) =>
        Read(name, "a share from 0 to 1", value => value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and <= 1, value => value.GetDouble(), otherwise);

    public IReadOnlyList<string> Texts(string name) =>
        Read(
            name,
            "a text or a list of texts",
            value => value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)),
            value => value.ValueKind == JsonValueKind.String ? (IReadOnlyList<string>)[value.GetString()!] : [.. value.EnumerateArray().Select(JsonText.Of)],
            []);

    private T Read<T>(string name, string wanted, Func<JsonElement, bool> isRight, Func<JsonElement, T> read, T otherwise)
    {
        _known.Add(name);
        if (!_given.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return otherwise;
        }

        if (isRight(value))
        {
            return read(value);
        }

        _fault ??= AssertionErrors.Value($"config.{name} must be {wanted}");
        return otherwise;
    }
}

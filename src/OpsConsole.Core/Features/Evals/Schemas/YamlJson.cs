using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Common;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>YAML as JSON, straight from the parser's events: a bound on depth and no aliases, so that a short text cannot grow without end.</summary>
internal static class YamlJson
{
    private const int MaxDepth = 64;

    public static Result<JsonElement> Parse(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            return JsonSerializer.SerializeToElement(Read(parser, 0));
        }
        catch (YamlException exception)
        {
            return AssertionErrors.Schema($"this is neither JSON nor YAML: {exception.Message} (line {exception.Start.Line}, column {exception.Start.Column})");
        }
    }

    private static JsonNode? Read(Parser parser, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {MaxDepth} levels");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return Plain(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(parser, depth + 1));
            }

            return items;
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var properties = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                properties[parser.Consume<Scalar>().Value] = Read(parser, depth + 1);
            }

            return properties;
        }

        throw new YamlException(parser.Current!.Start, parser.Current.End, "aliases are not supported here");
    }

    private static JsonValue? Plain(Scalar scalar) => scalar.Style != ScalarStyle.Plain ? JsonValue.Create(scalar.Value) : scalar.Value switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        var text => JsonValue.Create(text),
    };
}

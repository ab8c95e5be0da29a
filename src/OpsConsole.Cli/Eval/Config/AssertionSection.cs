using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Cli.Eval.Config;

/// <summary><c>assert</c>: a list of assertions; values from <c>file://</c> are loaded.</summary>
internal sealed class AssertionSection(ConfigScope scope)
{
    public IReadOnlyList<Assertion> Read(YamlEntry section)
    {
        if (section.Value is YamlList list)
        {
            return [.. list.Items.SelectMany(item => Parse(scope.Templates.Resolve(scope.Json(item), scope, scope.Place(item)), scope.Place(item), item as YamlMap))];
        }

        scope.Fault(section, "'assert' takes a list");
        return [];
    }

    public IReadOnlyList<Assertion> Read(JsonElement list, string place) =>
        [.. list.EnumerateArray().SelectMany(item => Parse(item, place, null))];

    public IReadOnlyList<Assertion> ReadShorthand(IEnumerable<string> texts, string place)
    {
        var assertions = new List<Assertion>();
        foreach (var assertion in texts.Select(AssertionShorthand.Parse))
        {
            if (assertion.IsOk)
            {
                new AssertionGraders(scope, place).Note(assertion.Value);
                assertions.AddRange(Check(assertion.Value, place, null));
            }
            else
            {
                scope.Fault(place, assertion.Error.Message);
            }
        }

        return assertions;
    }

    private IReadOnlyList<Assertion> Parse(JsonElement item, string place, YamlMap? source)
    {
        if (item.ValueKind == JsonValueKind.Undefined)
        {
            return [];
        }

        var graders = new AssertionGraders(scope, place);
        var parsed = AssertionJson.Parse(new JsonArray(JsonNode.Parse(graders.Take(item, source).GetRawText())).Deserialize<JsonElement>());
        if (!parsed.IsOk)
        {
            var reason = parsed.Error.Details is [var detail, ..] ? detail.Reason : parsed.Error.Message;
            var key = source?.Entries.FirstOrDefault(entry => reason.Contains($"“{entry.Key}”", StringComparison.Ordinal)) ?? source?["type"];
            scope.Fault(key is null ? place : scope.Place(key), reason);
            return [];
        }

        var assertion = parsed.Value[0];
        if (assertion.Value is { ValueKind: JsonValueKind.String } value && value.GetString()! is var text && ConfigFiles.IsReference(text))
        {
            assertion = assertion with { Value = FileValue.Load(text, scope, source?["value"] is { } at ? scope.Place(at) : place) };
        }

        graders.Note(assertion);
        return Check(assertion, source is null ? place : scope.Place(source), source);
    }

    /// <summary>A pattern, a schema or a threshold that cannot be used is better known now than after the calls.</summary>
    private IReadOnlyList<Assertion> Check(Assertion assertion, string place, YamlMap? source)
    {
        if (scope.Compiler.Compile([assertion], null) is { IsOk: false } refused)
        {
            var reason = refused.Error.Details is [var detail, ..] ? detail.Reason : refused.Error.Message;
            if (refused.Error.Code is "assertions.unknown-type" or "assertions.unsupported-type")
            {
                var elsewhere = refused.Error.Code == "assertions.unknown-type" && !reason.Contains("did you mean", StringComparison.Ordinal)
                    ? "; evaluators that a console registers are known there, not to this command" : "";
                scope.Fault(source?["type"] is { } type ? scope.Place(type) : place, reason + elsewhere);
            }
            else
            {
                scope.Fault(place, $"{assertion.Type}: {reason}");
            }
        }

        return [assertion];
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;

namespace OpsConsole.Core.Features.Evals;

/// <summary>Reads and writes the <c>assert</c> list of a case: objects with <c>type</c> and the keys below.</summary>
public static class AssertionJson
{
    private static readonly string[] Keys = ["type", "value", "threshold", "weight", "metric", "config", "transform", "assert", "judge"];

    /// <summary>Sets within sets.</summary>
    private const int Deepest = 8;

    /// <summary>Every fault of every assertion is named in the error's details; types and values are checked by <see cref="AssertionCompiler"/>.</summary>
    public static Result<IReadOnlyList<Assertion>> Parse(JsonElement list) => Parse(list, depth: 0);

    private static Result<IReadOnlyList<Assertion>> Parse(JsonElement list, int depth)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return AssertionErrors.Shape("the assertions must be a list");
        }

        var assertions = new List<Assertion>();
        var faults = new List<Error>();
        foreach (var item in list.EnumerateArray())
        {
            var index = assertions.Count + faults.Count;
            var assertion = ParseOne(item, depth);
            if (assertion.IsOk)
            {
                assertions.Add(assertion.Value);
            }
            else
            {
                faults.Add(AssertionErrors.At(index, TypeOf(item), assertion.Error));
            }
        }

        return faults.Count == 0 ? assertions : AssertionErrors.All(faults);
    }

    /// <summary>As <see cref="Parse"/>, from what a person typed: YAML or JSON. No text is no assertion.</summary>
    public static Result<IReadOnlyList<Assertion>> ParseText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Result.From<IReadOnlyList<Assertion>>([]);
        }

        var list = YamlJson.Parse(text);
        return list.IsOk ? Parse(list.Value) : AssertionErrors.Shape(list.Error.Message);
    }

    public static JsonElement Write(IReadOnlyList<Assertion> assertions)
    {
        var list = new JsonArray();
        foreach (var assertion in assertions)
        {
            var item = new JsonObject { ["type"] = assertion.Type };
            if (assertion.Value is { } value)
            {
                item["value"] = JsonSerializer.SerializeToNode(value);
            }

            if (assertion.Threshold is { } threshold)
            {
                item["threshold"] = threshold;
            }

            if (assertion.Weight != 1)
            {
                item["weight"] = assertion.Weight;
            }

            if (assertion.Metric is { } metric)
            {
                item["metric"] = metric;
            }

            if (assertion.Config is { } config)
            {
                item["config"] = JsonSerializer.SerializeToNode(config);
            }

            if (assertion.Transform is { } transform)
            {
                item["transform"] = transform;
            }

            if (assertion.Assert is { } inner)
            {
                item["assert"] = JsonSerializer.SerializeToNode(Write(inner));
            }

            if (assertion.Judge is { } judge)
            {
                item["judge"] = judge;
            }

            list.Add(item);
        }

        return JsonSerializer.SerializeToElement(list);
    }

    private static Result<Assertion> ParseOne(JsonElement item, int depth)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return AssertionErrors.Shape("an assertion must be an object with a type");
        }

        if (TypeOf(item) is not { Length: > 0 } type)
        {
            return AssertionErrors.Shape("the assertion has no type");
        }

        var assertion = new Assertion { Type = type };
        foreach (var property in item.EnumerateObject())
        {
            switch (property.Name, property.Value.ValueKind)
            {
                case ("type", _):
                case ("value" or "threshold" or "weight" or "metric" or "config" or "transform" or "assert" or "judge", JsonValueKind.Null):
                    break;
                case ("value", _):
                    assertion = assertion with { Value = property.Value.Clone() };
                    break;
                case ("threshold", JsonValueKind.Number):
                    assertion = assertion with { Threshold = property.Value.GetDouble() };
                    break;
                case ("weight", JsonValueKind.Number) when property.Value.GetDouble() >= 0:
                    assertion = assertion with { Weight = property.Value.GetDouble() };
                    break;
                case ("metric", JsonValueKind.String):
                    assertion = assertion with { Metric = property.Value.GetString() };
                    break;
                case ("config", JsonValueKind.Object):
                    assertion = assertion with { Config = property.Value.Clone() };
                    break;
                case ("transform", JsonValueKind.String):
                    assertion = assertion with { Transform = property.Value.GetString() };
                    break;
                case ("assert", JsonValueKind.Array):
                    var inner = depth < Deepest ? Parse(property.Value, depth + 1) : AssertionErrors.Shape($"sets stand deeper than {Deepest} levels");
                    if (!inner.IsOk)
                    {
                        return inner.Error;
                    }

                    assertion = assertion with { Assert = inner.Value };
                    break;
                case ("config", _):
                    return AssertionErrors.Shape("the config must be an object");
                case ("transform", _):
                    return AssertionErrors.Shape("the transform must be a text");
                case ("assert", _):
                    return AssertionErrors.Shape("the assertions of a set must be a list");
                case ("judge", JsonValueKind.String):
                    assertion = assertion with { Judge = property.Value.GetString() };
                    break;
                case ("judge", _):
                    return AssertionErrors.Shape("the judge is written key or key@number");
                case ("provider" or "rubricPrompt", _):
                    return AssertionErrors.Grader(property.Name);
                case ("threshold", _):
                    return AssertionErrors.Threshold("the threshold must be a number");
                case ("weight", _):
                    return Error.Invalid("assertions.invalid-weight", "the weight must be a number of 0 or more");
                case ("metric", _):
                    return AssertionErrors.Shape("the metric must be a text");
                default:
                    return AssertionErrors.UnknownKey(property.Name, AssertionTypes.NearestOf(property.Name, Keys));
            }
        }

        return assertion;
    }

    private static string? TypeOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
}

using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Holds the variables of cases against the schema of their dataset.</summary>
internal static class CaseSchema
{
    /// <summary>Bad rows named; all are counted.</summary>
    private const int MostNamed = 200;

    private const string Field = "schema";

    /// <summary>Why a text is no usable schema, with the place as it was typed; null when it is one.</summary>
    public static Error? Fault(string schema, string typed) => Compile(schema).IsOk ? null : Compile(typed).Error;

    /// <summary>Why the variables of one case do not conform, made once for many cases; an unusable schema finds no fault here, because the writer names it.</summary>
    public static Func<CaseContent, string?> Checker(string? schema) =>
        schema is not null && Compile(schema) is { IsOk: true, Value: var compiled } ? test => compiled.Validate(test.Variables) : _ => null;

    /// <summary>The refusal that names each case whose variables do not conform; null when all do, or nothing is asked.</summary>
    public static Error? Refusal(string? schema, IReadOnlyList<CaseContent> cases)
    {
        if (schema is null)
            return null;

        var compiled = Compile(schema);
        if (!compiled.IsOk)
            return compiled.Error;

        var faults = new List<ErrorDetail>();
        var count = 0;
        foreach (var (index, test) in cases.Index())
        {
            if (compiled.Value.Validate(test.Variables) is { } violation && ++count <= MostNamed)
                faults.Add(new ErrorDetail($"case {index + 1} ({test.Key})", violation));
        }

        return count == 0 ? null : DatasetErrors.AgainstSchema(count, faults);
    }

    private static Result<JsonSchema> Compile(string schema)
    {
        try
        {
            var element = JsonElement.Parse(schema, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
            if (element.ValueKind != JsonValueKind.Object)
                return Unusable("a JSON Schema is an object, such as {\"type\": \"object\"}");
            var compiled = JsonSchema.Compile(element);
            return compiled.IsOk ? compiled : Unusable(compiled.Error.Message);
        }
        catch (JsonException fault)
        {
            return Unusable($"line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}: this is no JSON");
        }
    }

    private static Error Unusable(string reason) => Error.Invalid("datasets.schema-unusable", $"The schema is not usable: {reason}", [new ErrorDetail(Field, reason)]);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;
using OpsConsole.Core.Common;
using Library = Json.Schema.JsonSchema;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>
/// A compiled JSON Schema, of draft 7 or 2020-12, in JsonSchema.Net. A keyword, format or reference it does not know is refused at compile time, never ignored:
/// a check that checks nothing would pass silently.
/// </summary>
internal sealed partial class JsonSchema
{
    private static readonly EvaluationOptions Verdict = Options(OutputFormat.Flag);
    private static readonly EvaluationOptions Explained = Options(OutputFormat.List);

    private readonly Library _schema;

    private JsonSchema(Library schema) => _schema = schema;

    public static Result<JsonSchema> Compile(JsonElement schema)
    {
        if (SchemaReferences.Fault(schema) is { } fault)
        {
            return Unusable(fault);
        }

        try
        {
            // A registry of its own: the library's would keep every schema ever compiled.
            var options = new BuildOptions { SchemaRegistry = new SchemaRegistry(), Dialect = SchemaDialect.For(schema) };
            var built = Library.Build(SchemaDialect.WithoutName(schema), options);
            SafePatterns.Replace(built.Root, []);
            return new JsonSchema(built);
        }
        catch (Exception exception) when (exception is JsonSchemaException or ArgumentException or JsonException or InvalidOperationException or FormatException)
        {
            return Unusable(exception.Message);
        }
    }

    /// <summary>The first violation in words, with its place; null when the value conforms.</summary>
    public string? Validate(JsonElement value)
    {
        SchemaWork.Begin();
        try
        {
            return _schema.Evaluate(value, Verdict).IsValid ? null : Words(_schema.Evaluate(value, Explained));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new SchemaFault("a pattern of the schema did not finish in time on this value");
        }
        catch (InsufficientExecutionStackException)
        {
            throw new SchemaFault("the schema refers to itself too deeply on this value");
        }
    }

    private static EvaluationOptions Options(OutputFormat format)
    {
        var options = new EvaluationOptions { OutputFormat = format, RequireFormatValidation = true, FormatRegistry = new FormatRegistry() };
        options.FormatRegistry.Register(new RegexFormat("email", Email()));
        return options;
    }

    // The library refuses a@b.c, whose domain is short and right.
    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    private static Error Unusable(string reason) => AssertionErrors.Schema($"the JSON Schema is not usable: {reason}");

    private static string Words(EvaluationResults results)
    {
        foreach (var detail in results.Details ?? [])
        {
            if (detail is { IsValid: false, Errors: { Count: > 0 } errors })
            {
                var place = detail.InstanceLocation.ToString();
                return $"{(place.Length == 0 ? "" : $"{place}: ")}{errors.First().Value}";
            }
        }

        return "it is not valid";
    }
}

/// <summary>The schema cannot be applied to this value; no verdict on the value.</summary>
internal sealed class SchemaFault(string message) : Exception(message);

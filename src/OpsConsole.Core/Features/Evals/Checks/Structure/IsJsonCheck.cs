using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary>The whole output is one JSON value, and conforms to the schema when there is one.</summary>
internal sealed class IsJsonCheck(JsonSchema? schema) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold) => SchemaValue.Compile(value, schema => new IsJsonCheck(schema));

    public Finding Evaluate(AssertionContext context)
    {
        using var document = StrictJson.TryParse(context.Output, out var fault);
        if (document is null)
        {
            return Finding.Of(false, $"is not JSON: {fault}");
        }

        return schema?.Validate(document.RootElement) is { } violation
            ? Finding.Of(false, $"does not conform to the schema: {violation}")
            : Finding.Of(true, schema is null ? "is JSON" : "is JSON that conforms to the schema");
    }
}

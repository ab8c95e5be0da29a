using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary>Somewhere in the output stands a JSON object, one that conforms to the schema when there is one; read as forgivingly as promptfoo reads it.</summary>
internal sealed class ContainsJsonCheck(JsonSchema? schema) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold) => SchemaValue.Compile(value, schema => new ContainsJsonCheck(schema));

    public Finding Evaluate(AssertionContext context)
    {
        string? violation = null;
        foreach (var candidate in LooseJson.Objects(context.Output))
        {
            using (candidate)
            {
                violation = schema?.Validate(candidate.RootElement);
                if (violation is null)
                {
                    return Finding.Of(true, schema is null ? "contains a JSON object" : "contains a JSON object that conforms to the schema");
                }
            }
        }

        return Finding.Of(false, violation is null ? "contains no JSON object" : $"contains no JSON object that conforms to the schema: {violation}");
    }
}

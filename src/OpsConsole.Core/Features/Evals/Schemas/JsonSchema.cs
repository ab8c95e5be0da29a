using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>
/// A compiled JSON Schema: the validation keywords of drafts 7 and 2020-12 except <c>unevaluated…</c>, <c>$dynamicRef</c> and references to other documents.
/// A keyword or format it does not know is refused at compile time, never ignored: a check that checks nothing would pass silently.
/// </summary>
internal sealed class JsonSchema
{
    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    public static Result<JsonSchema> Compile(JsonElement schema)
    {
        try
        {
            return new JsonSchema(new SchemaCompiler(schema).Compile("#"));
        }
        catch (SchemaFault fault)
        {
            return AssertionErrors.Schema($"the JSON Schema is not usable: {fault.Message}");
        }
    }

    /// <summary>The first violation in words, with its place; null when the value conforms.</summary>
    public string? Validate(JsonElement value) => _root.Check(value, new Walk())?.ToString();
}

/// <summary>A fault of the schema itself.</summary>
internal sealed class SchemaFault(string message) : Exception(message);

/// <summary>One violation: where in the value, as a JSON Pointer built while unwinding, and what.</summary>
internal sealed record Violation(string Message, string Path = "")
{
    public Violation Under(string step) => this with { Path = $"/{step}{Path}" };

    public override string ToString() => Path.Length == 0 ? Message : $"{Path} {Message}";
}

/// <summary>Bounds one validation: alternatives that refer to alternatives can multiply without end.</summary>
internal sealed class Walk
{
    private const int MaxSteps = 1_000_000;

    private int _steps;

    public void Step()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_steps > MaxSteps)
        {
            throw new SchemaFault($"the schema takes more than {MaxSteps} steps on this value");
        }
    }
}

internal delegate Violation? Rule(JsonElement value, Walk walk);

/// <summary>One (sub)schema: all its rules must hold.</summary>
internal sealed class SchemaNode
{
    private readonly List<Rule> _rules = [];

    public void Add(Rule rule) => _rules.Add(rule);

    public Violation? Check(JsonElement value, Walk walk)
    {
        walk.Step();
        foreach (var rule in _rules)
        {
            if (rule(value, walk) is { } violation)
            {
                return violation;
            }
        }

        return null;
    }
}

using System.Text.Json;

namespace OpsConsole.Core.Ai;

/// <summary>A tool that a model may ask for. An empty schema takes no arguments.</summary>
public sealed record ModelTool(string Name, string Description, string ParametersSchema);

/// <summary>What a call may ask for beyond an answer to its messages.</summary>
public sealed record CallExtras
{
    public static CallExtras None { get; } = new();

    public IReadOnlyList<ModelTool> Tools { get; init; } = [];

    /// <summary>The JSON Schema that the answer is to match, asked for where the provider can.</summary>
    public JsonElement? AnswerSchema { get; init; }

    /// <summary>Asked of OpenAI and what speaks its language; the others report none.</summary>
    public bool LogProbs { get; init; }
}

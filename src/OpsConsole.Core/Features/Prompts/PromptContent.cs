using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What a version says: its messages, the variables it declares, and how a model is asked.</summary>
public sealed record PromptContent(IReadOnlyList<PromptMessage> Messages, IReadOnlyList<PromptVariable> Variables)
{
    /// <summary>Null leaves the choice to the caller.</summary>
    public ModelChoice? Model { get; init; }

    /// <summary>The JSON Schema that answers must match, as JSON text; null for free text.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>Null where there are none.</summary>
    public IReadOnlyList<PromptTool>? Tools { get; init; }

    /// <summary>Pinned at submission; null before, and where nothing is included.</summary>
    public IReadOnlyList<PromptInclude>? Includes { get; init; }

    /// <summary>The version's identity: equal content has one hash, whoever wrote it.</summary>
    public string Hash => ContentHash.Of(new { Messages, Variables, Model, ResponseFormat, Tools = Listed(Tools), Includes = Listed(Includes) });

    /// <summary>As it is stored: schemas in one layout, so that reformatting is no change, and nothing pinned, because only a submission pins.</summary>
    internal PromptContent AsDraft() => this with
    {
        ResponseFormat = SchemaText.Tidy(ResponseFormat),
        Tools = Tools is { Count: > 0 } ? [.. Tools.Select(tool => tool with { ParametersSchema = SchemaText.Tidy(tool.ParametersSchema) ?? "" })] : null,
        Includes = null,
    };

    /// <summary>Why not even a draft can hold this; a draft may be wrong, but not without measure.</summary>
    internal Error? Excess() => ContentChecks.Bounds(this).Fault;

    /// <summary>The parsed template, or every place that is wrong: measure, then shape, then syntax, then variables.</summary>
    internal Result<ChatTemplate> Parse()
    {
        if ((Excess() ?? ContentChecks.Shape(this).Fault) is { } fault)
            return fault;

        var template = ChatTemplate.Parse(Messages);
        if (!template.IsOk)
            return template;
        return template.Value.Check(Variables).Errors is { Count: > 0 } undeclared ? PromptErrors.Undeclared(undeclared) : template;
    }

    // A part that is absent leaves no trace in the hash: content written before the part existed keeps its hash.
    private static IReadOnlyList<T>? Listed<T>(IReadOnlyList<T>? list) => list is { Count: > 0 } ? list : null;
}

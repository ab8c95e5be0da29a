using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What a version would send for its sample variables, and everything that is wrong or doubtful about it. Computed while typing, stores nothing.</summary>
/// <param name="Turns">The rendered messages; null while an error stands in the way.</param>
/// <param name="InputTokens">Of the rendered messages, framing included, by <see cref="TokenCounter"/>.</param>
/// <param name="Errors">What keeps the version from being saved.</param>
/// <param name="Warnings">What it may be saved with: variables declared and not used, samples that do not fit their type.</param>
public sealed record PromptPreview(IReadOnlyList<ChatTurn>? Turns, int? InputTokens, IReadOnlyList<ErrorDetail> Errors, IReadOnlyList<ErrorDetail> Warnings)
{
    /// <summary>Of content as it is written. What it includes is not looked up: then only the parts of its own are checked.</summary>
    public static PromptPreview Of(PromptContent content) => Of(content, content.Messages);

    /// <summary>With the included prompts in place, or with why they cannot be.</summary>
    internal static PromptPreview Of(PromptContent content, Result<ResolvedIncludes> resolved)
    {
        if (resolved.IsOk)
            return Of(content, resolved.Value.Messages);
        var written = Of(content);
        IReadOnlyList<ErrorDetail> faults = resolved.Error.Details ?? [new ErrorDetail("messages", resolved.Error.Message)];
        return new PromptPreview(null, null, [.. written.Errors.Union(faults)], [.. written.Warnings.Where(warning => warning.Where != "samples")]);
    }

    private static PromptPreview Of(PromptContent content, IReadOnlyList<PromptMessage> messages)
    {
        var warnings = new List<ErrorDetail>();
        var samples = Samples(content.Variables, warnings);
        var syntax = ChatTemplate.Parse(messages);
        if (syntax.IsOk)
            warnings.AddRange(syntax.Value.Check(content.Variables).Warnings);

        // Shape and undeclared variables keep a version from being saved, not from being shown.
        var errors = (content with { Messages = messages }).Parse().Error is { } error ? error.Details ?? [new ErrorDetail("messages", error.Message)] : [];
        if (!syntax.IsOk)
            return new PromptPreview(null, null, errors, warnings);

        var rendered = syntax.Value.Render(samples, strict: false);
        return rendered.IsOk
            ? new PromptPreview(rendered.Value, TokenCounter.Count(rendered.Value), errors, warnings)
            : new PromptPreview(null, null, errors, [.. warnings, new ErrorDetail("samples", rendered.Error.Message)]);
    }

    private static Dictionary<string, JsonElement> Samples(IEnumerable<PromptVariable> variables, List<ErrorDetail> warnings)
    {
        var samples = new Dictionary<string, JsonElement>();
        foreach (var variable in variables)
        {
            if (variable.Sample is not { Length: > 0 } sample)
                continue;
            if (TypedValue.Parse(variable.Type, sample) is { } value)
                samples[variable.Name] = value;
            else
                warnings.Add(new ErrorDetail($"variable {variable.Name}", $"the sample is no {Word(variable.Type)}"));
        }

        return samples;
    }

    private static string Word(PromptVariableType type) => type switch
    {
        PromptVariableType.Text => "text",
        PromptVariableType.Number => "number, such as 3 or 0.5",
        PromptVariableType.Boolean => "boolean: write true or false",
        PromptVariableType.List => "JSON list, such as [\"a\", \"b\"]",
        PromptVariableType.Object => "JSON object, such as {\"region\": \"EU\"}",
    };
}

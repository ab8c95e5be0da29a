using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Templates;

namespace OpsConsole.Core.Features.Prompts.Templates;

/// <summary>A <see cref="LiquidTemplate"/> that answers with results, as the rest of the console does.</summary>
public sealed class PromptTemplate
{
    /// <summary>Longest template text, in characters.</summary>
    public const int MaxTemplateLength = LiquidTemplate.MaxTemplateLength;

    private readonly LiquidTemplate _template;

    private PromptTemplate(LiquidTemplate template) => _template = template;

    /// <inheritdoc cref="LiquidTemplate.Variables"/>
    public IReadOnlyList<string> Variables => _template.Variables;

    /// <inheritdoc cref="LiquidTemplate.Includes"/>
    internal IReadOnlyList<TemplateInclude> Includes => _template.Includes;

    public static Result<PromptTemplate> Parse(string text) => LiquidTemplate.TryParse(text, out var template, out var fault)
        ? new PromptTemplate(template)
        : Error.Invalid("prompts.template-syntax", $"The template does not parse: {fault.Where}: {fault.Reason}", [new ErrorDetail(fault.Where.ToString(), fault.Reason)]);

    /// <inheritdoc cref="LiquidTemplate.TryRender"/>
    public Result<string> Render(IReadOnlyDictionary<string, JsonElement> variables, bool strict)
    {
        if (_template.TryRender(variables, strict, out var text, out var fault))
        {
            return text;
        }

        return Error.Invalid(fault.Code, fault.Message, fault.Missing.Count > 0 ? [.. fault.Missing.Select(name => new ErrorDetail(name, "missing"))] : null);
    }
}

using System.Text.Json;
using Fluid;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Templates.Liquid;

namespace OpsConsole.Core.Features.Prompts.Templates;

/// <summary>A Liquid template, parsed once and rendered often; safe to share between threads and to take from a stranger.</summary>
public sealed class PromptTemplate
{
    /// <summary>Longest template text, in characters.</summary>
    public const int MaxTemplateLength = 1_000_000;

    /// <summary>Longest rendered text, in characters.</summary>
    public const int MaxOutputLength = 1_000_000;

    private readonly IFluidTemplate _template;

    private PromptTemplate(IFluidTemplate template, TemplateNames names)
    {
        _template = template;
        Variables = names.Variables;
        Includes = names.Includes;
    }

    /// <summary>Names the template takes from outside, in order of first use; assigned names and loop variables are not among them.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Where it includes other prompts, from first to last. It can be rendered once their texts stand there.</summary>
    internal IReadOnlyList<TemplateInclude> Includes { get; }

    public static Result<PromptTemplate> Parse(string text)
    {
        if (TemplateBounds.Check(text) is { } tooBig)
        {
            return Refuse(tooBig);
        }

        var (template, fault) = TemplateLanguage.Parse(text);
        if (template is null)
        {
            return Refuse(fault!);
        }

        var names = TemplateNames.Of(template);
        if (names.Filters.FirstOrDefault(filter => !TemplateLanguage.HasFilter(filter)) is { } unknown)
        {
            return Refuse(TextPosition.OfFilter(text, unknown).Fault($"unknown filter '{unknown}'"));
        }

        return new PromptTemplate(new Metering().VisitTemplate(template), names);
    }

    /// <summary>
    /// Fills the template. Strict refuses before rendering when a variable it uses is not among <paramref name="variables"/> (a JSON null counts
    /// as given); otherwise a missing variable renders as nothing, as promptfoo does. Objects render as JSON, lists as their items joined.
    /// </summary>
    public Result<string> Render(IReadOnlyDictionary<string, JsonElement> variables, bool strict)
    {
        if (strict && Variables.Where(name => !variables.ContainsKey(name)).ToList() is { Count: > 0 } missing)
        {
            return Error.Invalid(
                "prompts.missing-variable",
                $"The template uses {string.Join(", ", missing.Select(name => $"'{name}'"))}, which the case does not give.",
                [.. missing.Select(name => new ErrorDetail(name, "missing"))]);
        }

        var context = new RenderContext();
        foreach (var name in Variables)
        {
            if (variables.TryGetValue(name, out var value))
            {
                context.SetValue(name, JsonValues.From(value));
            }
        }

        return Render(context);
    }

    // A template is a small program by somebody else: whatever it makes the engine throw is its own fault, told in words.
#pragma warning disable CA1031
    private Result<string> Render(RenderContext context)
    {
        using var writer = new BoundedWriter(context.Budget);
        try
        {
            var rendering = _template.RenderAsync(writer, NullEncoder.Default, context);
            if (!rendering.IsCompletedSuccessfully)
            {
                rendering.AsTask().GetAwaiter().GetResult();
            }

            return writer.ToString();
        }
        catch (RenderLimitException limit)
        {
            return Error.Invalid("prompts.render-too-large", limit.Message);
        }
        catch (InvalidOperationException steps) when (steps.Message.Contains("recursion", StringComparison.Ordinal))
        {
            return Error.Invalid("prompts.render-too-large", $"The template takes more than {RenderContext.StepLimit:N0} steps or nests loops too deeply.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return Error.Invalid("prompts.render-failed", $"The template cannot be rendered: {fault.Message}");
        }
    }
#pragma warning restore CA1031

    private static Error Refuse(ErrorDetail fault) =>
        Error.Invalid("prompts.template-syntax", $"The template does not parse: {fault.Where}: {fault.Reason}", [fault]);
}

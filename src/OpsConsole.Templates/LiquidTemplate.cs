using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fluid;

namespace OpsConsole.Templates;

/// <summary>A Liquid template, parsed once and rendered often; safe to share between threads and to take from a stranger.</summary>
public sealed class LiquidTemplate
{
    /// <summary>Longest template text, in characters.</summary>
    public const int MaxTemplateLength = 1_000_000;

    /// <summary>Longest rendered text, in characters.</summary>
    public const int MaxOutputLength = 1_000_000;

    private readonly IFluidTemplate _template;

    private LiquidTemplate(IFluidTemplate template, TemplateNames names)
    {
        _template = template;
        Variables = names.Variables;
        Includes = names.Includes;
    }

    /// <summary>Names the template takes from outside, in order of first use; assigned names and loop variables are not among them.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Where it includes other prompts, from first to last. It can be rendered once their texts stand there.</summary>
    public IReadOnlyList<TemplateInclude> Includes { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out LiquidTemplate? template, [NotNullWhen(false)] out TemplateFault? fault)
    {
        template = null;
        fault = TemplateBounds.Check(text);
        if (fault is not null)
        {
            return false;
        }

        (var parsed, fault) = TemplateLanguage.Parse(text);
        if (parsed is null)
        {
            fault ??= new TextPosition(1, 1).Fault("unexpected text");
            return false;
        }

        var names = TemplateNames.Of(parsed);
        if (names.Filters.FirstOrDefault(filter => !TemplateLanguage.HasFilter(filter)) is { } unknown)
        {
            fault = TextPosition.OfFilter(text, unknown).Fault($"unknown filter '{unknown}'");
            return false;
        }

        template = new LiquidTemplate(new Metering().VisitTemplate(parsed), names);
        return true;
    }

    /// <summary>
    /// Fills the template. Strict refuses before rendering when a variable it uses is not among <paramref name="variables"/> (a JSON null counts
    /// as given); otherwise a missing variable renders as nothing, as promptfoo does. Objects render as JSON, lists as their items joined.
    /// </summary>
    public bool TryRender(
        IReadOnlyDictionary<string, JsonElement> variables, bool strict, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out RenderFault? fault)
    {
        text = null;
        if (strict && Variables.Where(name => !variables.ContainsKey(name)).ToList() is { Count: > 0 } missing)
        {
            fault = new RenderFault(
                "prompts.missing-variable", $"The template uses {string.Join(", ", missing.Select(name => $"'{name}'"))}, which the case does not give.", missing);
            return false;
        }

        var context = new RenderContext();
        foreach (var name in Variables)
        {
            if (variables.TryGetValue(name, out var value))
            {
                context.SetValue(name, JsonValues.From(value));
            }
        }

        (text, fault) = Render(context);
        return text is not null;
    }

    // A template is a small program by somebody else: whatever it makes the engine throw is its own fault, told in words.
#pragma warning disable CA1031
    private (string? Text, RenderFault? Fault) Render(RenderContext context)
    {
        using var writer = new BoundedWriter(context.Budget);
        try
        {
            var rendering = _template.RenderAsync(writer, NullEncoder.Default, context);
            if (!rendering.IsCompletedSuccessfully)
            {
                rendering.AsTask().GetAwaiter().GetResult();
            }

            return (writer.ToString(), null);
        }
        catch (RenderLimitException limit)
        {
            return (null, new RenderFault("prompts.render-too-large", limit.Message, []));
        }
        catch (InvalidOperationException steps) when (steps.Message.Contains("recursion", StringComparison.Ordinal))
        {
            return (null, new RenderFault("prompts.render-too-large", $"The template takes more than {RenderContext.StepLimit:N0} steps or nests loops too deeply.", []));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return (null, new RenderFault("prompts.render-failed", $"The template cannot be rendered: {fault.Message}", []));
        }
    }
#pragma warning restore CA1031
}

using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Templates;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>Which prompt a tag asks for.</summary>
internal readonly record struct IncludeName(string Key, string Label)
{
    public static IncludeName Of(TemplateInclude include) => new(include.Key, include.Label);
}

/// <summary>Messages with the places where they include others.</summary>
internal sealed record IncludedText(IReadOnlyList<PromptMessage> Messages, IReadOnlyList<IReadOnlyList<TemplateInclude>> Places)
{
    public bool HasIncludes => Places.Any(places => places.Count > 0);

    public IEnumerable<IncludeName> Names => Places.SelectMany(places => places).Select(IncludeName.Of);

    /// <summary>The pin of the version that says this; null for the including messages themselves.</summary>
    public PromptInclude? Pin { get; init; }

    public static Result<IncludedText> Parse(IReadOnlyList<PromptMessage> messages)
    {
        var template = ChatTemplate.Parse(messages);
        return template.IsOk ? new IncludedText(messages, template.Value.Includes) : template.Error;
    }

    /// <summary>A place as a person finds it: in which prompt, in which message, line and column.</summary>
    public string Where(int message, int offset)
    {
        var (role, content) = Messages[message];
        var here = $"message {message + 1} ({role}), {TextPosition.At(content, offset)}";
        return Pin is null ? here : $"{Pin.Key} v{Pin.Number}, {here}";
    }
}

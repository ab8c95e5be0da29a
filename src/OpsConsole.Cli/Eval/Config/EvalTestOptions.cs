using System.Text.Json;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>A test's <c>options</c> that outlive the reading. A prompt is the same for all tests, so what stands around it is a variable of the test.</summary>
/// <param name="Prefix">Rendered, before the first message.</param>
/// <param name="Suffix">Rendered, after the last message.</param>
/// <param name="Transform">A script over the output.</param>
public sealed record EvalTestOptions(string? Prefix, string? Suffix, string? Transform)
{
    private const string PrefixVariable = "__prefix";
    private const string SuffixVariable = "__suffix";

    public static EvalTestOptions None { get; } = new(null, null, null);

    /// <summary>The prompt with places for the texts around it.</summary>
    public static EvalPrompt Around(EvalPrompt prompt)
    {
        var messages = prompt.Messages.ToList();
        messages[0] = new PromptMessage(messages[0].Role, $"{{{{ {PrefixVariable} }}}}{messages[0].Content}");
        messages[^1] = new PromptMessage(messages[^1].Role, $"{messages[^1].Content}{{{{ {SuffixVariable} }}}}");
        return prompt with { Messages = messages };
    }

    /// <summary>The test's own variables.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Without(IReadOnlyDictionary<string, JsonElement> variables) =>
        variables.Where(variable => variable.Key is not (PrefixVariable or SuffixVariable)).ToDictionary(variable => variable.Key, variable => variable.Value);

    public IReadOnlyDictionary<string, JsonElement> With(IReadOnlyDictionary<string, JsonElement> variables) => new Dictionary<string, JsonElement>(variables)
    {
        [PrefixVariable] = JsonSerializer.SerializeToElement(Prefix ?? ""),
        [SuffixVariable] = JsonSerializer.SerializeToElement(Suffix ?? ""),
    };
}

using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Cli.Eval.Config.Grading;

/// <summary><c>provider</c> and <c>rubricPrompt</c> of an assertion or of a test's options.</summary>
internal sealed class GraderSection(ConfigScope scope)
{
    private static readonly (string Theirs, string Ours)[] PromptfooNames =
        [("completion", "output"), ("answer", "output"), ("input", "question"), ("query", "question"), ("ideal", "expected"), ("groundTruth", "expected"), ("criteria", "rubric")];

    /// <summary>An id, the label of one of <c>providers</c>, a mapping with <c>id</c>, or a mapping of <c>text</c> and <c>embedding</c> to one of these.</summary>
    public GraderChoice? Read(YamlItem item)
    {
        if (item is not YamlMap map || map["id"] is not null || !map.Entries.Any(entry => entry.Key is "text" or "embedding"))
            return One(item) is { } both ? new GraderChoice(both, both) : null;
        EvalProvider? text = null, embedding = null;
        foreach (var entry in scope.Entries(map, "a grader", "text", "embedding"))
            (text, embedding) = entry.Key == "text" ? (One(entry.Value), embedding) : (text, One(entry.Value));
        return new GraderChoice(text, embedding);
    }

    /// <summary>A text, a file, or a list of messages with role and content.</summary>
    public RubricPrompt? ReadPrompt(YamlItem item)
    {
        var messages = item is YamlList list ? Messages(list) : item is YamlScalar { Text: var text } ? PromptSection.Text(text, scope, scope.Place(item)) : null;
        if (messages is null)
        {
            if (item is not YamlScalar)
                scope.Fault(item, "'rubricPrompt' takes a text, a file://, or a list of messages with 'role' and 'content'");
            return null;
        }

        foreach (var fault in item is YamlList && ChatTemplate.Parse(messages) is { IsOk: false } unparsed ? unparsed.Error.Details ?? [] : [])
            scope.Fault(item, $"the prompt does not parse: {fault.Where}: {fault.Reason}");
        if (!ChatTemplate.Parse(messages).IsOk)
            return null;

        // What promptfoo calls it, beside the console's own names; a name that is not there is an empty text.
        var named = messages.Select(message => message with { Content = Aliases(message.Content) + message.Content }).ToList();
        return new RubricPrompt(named, scope.Place(item));
    }

    private EvalProvider? One(YamlItem item)
    {
        if (item is YamlScalar { Text: var reference } && scope.Providers.Listed.FirstOrDefault(provider => provider.Label == reference || provider.Id == reference) is { } named)
            return named with { Settings = named.Settings with { Parameters = named.Settings.Parameters with { Transform = null } } };
        var provider = new ProviderSection(scope).ReadOne(item);
        if (provider is { Prompts: not null } or { Settings.Delay: not null } or { Settings.Parameters.Transform: not null })
            scope.Fault(item, "a grader takes no 'prompts', 'transform' or 'delay'");
        return provider;
    }

    private static IReadOnlyList<PromptMessage>? Messages(YamlList list) =>
        list.Items.Count > 0 && list.Items.All(item => item is YamlMap { Entries.Count: 2 } map && map["role"]?.Value is YamlScalar && map["content"]?.Value is YamlScalar)
            ? [.. list.Items.Cast<YamlMap>().Select(map => new PromptMessage(((YamlScalar)map["role"]!.Value).Text, ((YamlScalar)map["content"]!.Value).Text))]
            : null;

    private static string Aliases(string content)
    {
        var used = PromptTemplate.Parse(content) is { IsOk: true } template ? template.Value.Variables : [];
        return string.Concat(PromptfooNames.Where(name => used.Contains(name.Theirs)).Select(name => $"{{%- assign {name.Theirs} = {name.Ours} -%}}"));
    }
}

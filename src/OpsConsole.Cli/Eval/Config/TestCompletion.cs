using System.Text.Json;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>Merges each test with <c>defaultTest</c>, expands its lists of variables, and puts the tests that it stands for away.</summary>
internal sealed class TestCompletion(EvalTests tests, ConfigScope scope)
{
    private static readonly TemplateRenderer Templates = new();

    private readonly TransformedAssertions _transformed = new();

    /// <summary>Some test has a text of its own before or after the prompt.</summary>
    public bool AroundPrompts { get; private set; }

    public void Add(TestDraft draft, TestDraft defaults)
    {
        var variables = defaults.Test.Vars.Concat(draft.Test.Vars)
            .GroupBy(variable => variable.Key)
            .ToDictionary(group => group.Key, group => group.Last().Value);
        var expand = !(draft.DisableVarExpansion ?? defaults.DisableVarExpansion ?? false);
        var transform = draft.Test.Options.Transform ?? defaults.Test.Options.Transform;
        var assertions = scope.Graders.Of([.. defaults.Test.Assertions, .. draft.Test.Assertions], draft, defaults, scope);
        foreach (var combination in Variables.Expand(variables, expand, scope, draft.Place))
        {
            // A configuration with a fault is refused: its tests are looked through for more, and not kept.
            if (scope.HasFaults)
            {
                return;
            }

            var options = new EvalTestOptions(
                Render(draft.Test.Options.Prefix ?? defaults.Test.Options.Prefix, combination, draft.Place),
                Render(draft.Test.Options.Suffix ?? defaults.Test.Options.Suffix, combination, draft.Place),
                transform);
            AroundPrompts |= options is not { Prefix: null, Suffix: null };
            tests.Add(draft.Test with
            {
                Description = draft.Test.Description ?? defaults.Test.Description,
                Vars = combination,
                Assertions = _transformed.Of(assertions, transform),
                Threshold = draft.Test.Threshold ?? defaults.Test.Threshold,
                Options = options,
                Asked = draft.Test.Asked ?? defaults.Test.Asked,
            });
        }
    }

    private string? Render(string? template, Dictionary<string, JsonElement> variables, string place)
    {
        if (template is null || !template.Contains('{'))
            return template;
        var text = Templates.Render(template, variables);
        if (!text.IsOk)
            scope.Fault(place, $"the text around the prompt does not render: {text.Error.Message}");
        return text.IsOk ? text.Value : null;
    }
}

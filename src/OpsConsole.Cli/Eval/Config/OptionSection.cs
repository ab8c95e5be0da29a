using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Evals.Scripts;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>A test's <c>options</c>: what stands around the prompt, what is made of the output, and who grades it.</summary>
internal sealed class OptionSection(ConfigScope scope)
{
    public TestDraft Read(YamlItem section, TestDraft draft)
    {
        var options = draft.Test.Options;
        foreach (var entry in scope.Entries(section, "a test's options", "disableVarExpansion", "prefix", "suffix", "transform", "postprocess", "provider", "rubricPrompt"))
        {
            switch (entry.Key)
            {
                case "disableVarExpansion":
                    draft = draft with { DisableVarExpansion = scope.Flag(entry) };
                    break;
                case "prefix":
                    options = options with { Prefix = Template(entry) };
                    break;
                case "suffix":
                    options = options with { Suffix = Template(entry) };
                    break;

                case "provider":
                    draft = draft with { Grader = new GraderSection(scope).Read(entry.Value) };
                    break;
                case "rubricPrompt":
                    draft = draft with { RubricPrompt = new GraderSection(scope).ReadPrompt(entry.Value) };
                    break;

                // promptfoo's older name for it.
                case "transform" or "postprocess":
                    options = options with { Transform = Script(entry, scope) };
                    break;
            }
        }

        return draft with { Test = draft.Test with { Options = options } };
    }

    private string? Template(YamlEntry entry)
    {
        if (scope.Text(entry) is not { } text)
            return null;
        foreach (var fault in PromptTemplate.Parse(text).Error?.Details ?? [])
            scope.Fault(entry, $"'{entry.Key}' does not parse: {fault.Where}: {fault.Reason}");
        return text;
    }

    /// <summary>A script over the output, or null with a fault.</summary>
    public static string? Script(YamlEntry entry, ConfigScope scope)
    {
        if (scope.Text(entry) is not { } text)
            return null;
        if (ConfigFiles.IsReference(text))
            scope.Fault(entry, $"'{text}' is a program; write the script here");
        else if (OutputTransform.Compile(text) is { IsOk: false } refused)
            scope.Fault(entry, $"'{entry.Key}': {refused.Error.Message}");
        return text;
    }
}

using System.Text.Json;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>A test before it is merged with the defaults and expanded.</summary>
internal sealed record TestDraft(string Place)
{
    public EvalTest Test { get; init; } = new() { Vars = new Dictionary<string, JsonElement>() };

    public bool? DisableVarExpansion { get; init; }

    /// <summary>Who decides the model-graded assertions that name nobody themselves.</summary>
    public GraderChoice? Grader { get; init; }

    public RubricPrompt? RubricPrompt { get; init; }
}

/// <summary><c>tests</c> and <c>defaultTest</c>: inline, or files in YAML, JSON, JSONL or CSV.</summary>
internal sealed class TestSection(ConfigScope scope)
{
    /// <summary>Hands every test over as it is read: those of a file of rows are never all in memory.</summary>
    public async Task ReadAsync(YamlEntry section, Action<TestDraft> each, CancellationToken cancellationToken)
    {
        foreach (var item in section.Value is YamlList list ? list.Items : [section.Value])
        {
            if (item is YamlScalar { Text: var reference })
            {
                foreach (var path in ConfigFiles.Find(reference, scope, scope.Place(item)))
                {
                    await ReadFileAsync(path, scope.Place(item), each, cancellationToken);
                }
            }
            else
            {
                each(ReadTest(item, "a test"));
            }
        }
    }

    public TestDraft ReadTest(YamlItem item, string what)
    {
        var draft = new TestDraft(scope.Place(item));
        var test = draft.Test;
        foreach (var entry in scope.Entries(item, what, "description", "vars", "assert", "threshold", "options", "metadata", "provider", "providers"))
        {
            switch (entry.Key)
            {
                case "description":
                    test = test with { Description = scope.Text(entry) };
                    break;
                case "vars":
                    test = test with { Vars = ReadVars(entry) };
                    break;
                case "assert":
                    test = test with { Assertions = new AssertionSection(scope).Read(entry) };
                    break;
                case "threshold":
                    test = test with { Threshold = scope.Number(entry, 0, 1) };
                    break;
                case "options":
                    draft = new OptionSection(scope).Read(entry.Value, draft);
                    test = test with { Options = draft.Test.Options };
                    break;
                case "provider" or "providers" when test.Asked is not null:
                    scope.Fault(entry, "'provider' and 'providers' both say who is asked: keep one of them");
                    break;
                case "provider" when what == "defaultTest":
                    scope.Fault(entry, "'provider' of defaultTest means two things: list the model under 'providers', and a grader under defaultTest's 'options: { provider: … }'");
                    break;
                case "provider":
                    test = test with { Asked = AskedSection.One(entry, scope) };
                    break;
                case "providers":
                    test = test with { Asked = AskedSection.Some(entry, scope) };
                    break;
                case "metadata" when entry.Value is not YamlMap:
                    scope.Fault(entry, "'metadata' takes a mapping");
                    break;
            }
        }

        return draft with { Test = test };
    }

    private Dictionary<string, JsonElement> ReadVars(YamlEntry entry)
    {
        var variables = new Dictionary<string, JsonElement>();
        foreach (var map in Sources(entry.Value))
        {
            foreach (var variable in map.Entries)
            {
                variables[variable.Key] = scope.Json(variable.Value);
            }
        }

        return variables;

        IEnumerable<YamlMap> Sources(YamlItem value)
        {
            switch (value)
            {
                case YamlMap map:
                    return [map];
                case YamlList list:
                    return list.Items.SelectMany(Sources);
                case YamlScalar { Text: var reference } when ConfigFiles.IsReference(reference):
                    return ConfigFiles.Find(reference, scope, scope.Place(value))
                        .Select(path => ConfigFiles.ReadYaml(path, scope, scope.Place(value)))
                        .OfType<YamlMap>();
                default:
                    scope.Fault(entry, "'vars' takes a mapping or files that hold one");
                    return [];
            }
        }
    }

    private async Task ReadFileAsync(string path, string place, Action<TestDraft> each, CancellationToken cancellationToken)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".yaml" or ".yml" or ".json":
                ReadYaml(path, place, each);
                break;
            case ".csv" or ".jsonl" or ".ndjson":
                await ReadRowsAsync(path, each, cancellationToken);
                break;
            default:
                scope.Fault(place, $"tests come from .csv, .yaml, .json or .jsonl, not from '{Path.GetFileName(path)}'");
                break;
        }
    }

    private void ReadYaml(string path, string place, Action<TestDraft> each)
    {
        var inner = new TestSection(scope.In(path));
        switch (ConfigFiles.ReadYaml(path, scope, place))
        {
            case YamlList list:
                foreach (var item in list.Items)
                {
                    each(inner.ReadTest(item, "a test"));
                }

                break;
            case YamlMap map:
                each(inner.ReadTest(map, "a test"));
                break;
            case not null:
                scope.Fault(place, $"'{path}' holds no list of tests");
                break;
        }
    }

    private async Task ReadRowsAsync(string path, Action<TestDraft> each, CancellationToken cancellationToken)
    {
        var name = Path.GetRelativePath(scope.Folder, path);
        await using var file = File.OpenRead(path);
        var import = await DatasetImporter.ReadAsync(file, DatasetFormats.OfFileName(path)!.Value, null, cancellationToken, namesAreVariables: true,
            each: row => each(FromRow(row, $"{name}, row {row.Row}")));
        if (!import.IsOk)
        {
            scope.Fault(name, import.Error.Message);
            return;
        }

        foreach (var problem in import.Value.Problems)
        {
            scope.Fault($"{name}, row {problem.Row}{(problem.Column is null ? "" : $", column {problem.Column}")}", problem.Reason);
        }
    }

    private TestDraft FromRow(ImportedCase row, string place)
    {
        var section = new AssertionSection(scope);
        var written = section.Read(JsonElement.Parse(row.Assertions), place);
        var shorthand = section.ReadShorthand(row.ExpectedShorthand, place);
        return new TestDraft(place)
        {
            Test = new EvalTest
            {
                Description = row.Description,
                Vars = row.Variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value),
                Expected = row.Expected,
                Assertions = [.. written.Concat(shorthand).Select(assertion => row.Metric is null || assertion.Metric is not null ? assertion : scope.Graders.Same(assertion, assertion with { Metric = row.Metric }))],
                Threshold = row.Threshold,
            },
        };
    }
}

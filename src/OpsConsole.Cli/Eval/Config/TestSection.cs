using System.Text.Json;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Datasets.Import;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>A test before it is merged with the defaults and expanded.</summary>
internal sealed record TestDraft(string Place)
{
    public EvalTest Test { get; init; } = new() { Vars = new Dictionary<string, JsonElement>() };

    public bool? DisableVarExpansion { get; init; }
}

/// <summary><c>tests</c> and <c>defaultTest</c>: inline, or files in YAML, JSON, JSONL or CSV.</summary>
internal sealed class TestSection(ConfigScope scope)
{
    public async Task<IReadOnlyList<TestDraft>> ReadAsync(YamlEntry section, CancellationToken cancellationToken)
    {
        var drafts = new List<TestDraft>();
        foreach (var item in section.Value is YamlList list ? list.Items : [section.Value])
        {
            if (item is YamlScalar { Text: var reference })
            {
                foreach (var path in ConfigFiles.Find(reference, scope, scope.Place(item)))
                {
                    drafts.AddRange(await ReadFileAsync(path, scope.Place(item), cancellationToken));
                }
            }
            else
            {
                drafts.Add(ReadTest(item, "a test"));
            }
        }

        return drafts;
    }

    public TestDraft ReadTest(YamlItem item, string what)
    {
        var draft = new TestDraft(scope.Place(item));
        var test = draft.Test;
        foreach (var entry in scope.Entries(item, what, "description", "vars", "assert", "threshold", "options", "metadata"))
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
                    foreach (var option in scope.Entries(entry.Value, "a test's options", "disableVarExpansion"))
                    {
                        draft = draft with { DisableVarExpansion = scope.Flag(option) };
                    }

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

    private async Task<IReadOnlyList<TestDraft>> ReadFileAsync(string path, string place, CancellationToken cancellationToken)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".yaml" or ".yml" or ".json":
                var inner = new TestSection(scope.In(path));
                return ConfigFiles.ReadYaml(path, scope, place) switch
                {
                    YamlList list => [.. list.Items.Select(item => inner.ReadTest(item, "a test"))],
                    YamlMap map => [inner.ReadTest(map, "a test")],
                    null => [],
                    _ => Refuse(place, $"'{path}' holds no list of tests"),
                };
            case ".csv" or ".jsonl" or ".ndjson":
                return await ReadRowsAsync(path, cancellationToken);
            default:
                return Refuse(place, $"tests come from .csv, .yaml, .json or .jsonl, not from '{Path.GetFileName(path)}'");
        }
    }

    private async Task<IReadOnlyList<TestDraft>> ReadRowsAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetRelativePath(scope.Folder, path);
        await using var file = File.OpenRead(path);
        var import = await DatasetImporter.ReadAsync(file, DatasetFormats.OfFileName(path)!.Value, null, cancellationToken, namesAreVariables: true);
        if (!import.IsOk)
        {
            return Refuse(name, import.Error.Message);
        }

        foreach (var problem in import.Value.Problems)
        {
            scope.Fault($"{name}, row {problem.Row}{(problem.Column is null ? "" : $", column {problem.Column}")}", problem.Reason);
        }

        return [.. import.Value.Rows.Select(row => FromRow(row, $"{name}, row {row.Row}"))];
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
                Assertions = [.. written.Concat(shorthand).Select(assertion => assertion with { Metric = assertion.Metric ?? row.Metric })],
                Threshold = row.Threshold,
            },
        };
    }

    private IReadOnlyList<TestDraft> Refuse(string place, string reason)
    {
        scope.Fault(place, reason);
        return [];
    }
}

using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>Reads <c>opsconsole eval</c>'s configuration. Every key is understood or refused with its line; all faults are told at once.</summary>
public static class EvalConfigReader
{
    private static readonly string[] Keys =
        ["$schema", "description", "prompts", "providers", "targets", "tests", "defaultTest", "scenarios", "outputPath", "evaluateOptions", "tags", "env", "sharing", "assertionTemplates"];

    public static async Task<Result<EvalConfig>> ReadAsync(string path, CancellationToken cancellationToken, ReadOptions? options = null)
    {
        var full = Path.GetFullPath(path);
        var faults = new List<ErrorDetail>();
        var environment = new Dictionary<string, string>();
        options ??= new ReadOptions();
        var scope = new ConfigScope(Path.GetDirectoryName(full)!, new ConfigWhole(faults, environment, new Graders(new EvalSecrets(environment), options.Grader), options.Compiler()));
        if (!File.Exists(full))
        {
            return Error.NotFound("eval.config-not-found", $"There is no file '{path}'.");
        }

        // Its own faults need no file name in front: the message has it.
        var text = ConfigFiles.Read(full, scope, "file");
        var document = text is null ? default : YamlReader.Read(new StringReader(text));
        faults.AddRange(document.Error?.Details ?? []);
        if (faults.Count > 0)
        {
            return Refuse(path, faults);
        }

        if (document.Value is not YamlMap map)
        {
            return Refuse(path, [new ErrorDetail("line 1", "a mapping with 'prompts', 'providers' and 'tests' was expected")]);
        }

        foreach (var variable in map["env"] is { } env ? Texts(env, scope) : [])
        {
            environment[variable.Key] = variable.Value;
        }

        var tests = new EvalTests();
        var config = await ReadAsync(map, scope, tests, cancellationToken);
        if (faults.Count == 0)
        {
            return config;
        }

        tests.Dispose();
        return Refuse(path, faults);
    }

    private static async Task<EvalConfig> ReadAsync(YamlMap map, ConfigScope scope, EvalTests tests, CancellationToken cancellationToken)
    {
        var config = new EvalConfig { Prompts = [], Providers = [], Tests = tests, Environment = scope.Environment, Secrets = scope.Graders.Secrets };
        var defaults = new TestDraft("defaultTest");

        // Templates and providers come first, because others refer to them. The tests come last: each is completed with the defaults and put away as soon as it is read.
        var completion = new TestCompletion(tests, scope);
        foreach (var entry in scope.Entries(map, "the configuration", Keys).OrderBy(entry => entry.Key switch { "assertionTemplates" => 0, "providers" or "targets" => 1, "tests" => 3, _ => 2 }))
        {
            switch (entry.Key)
            {
                case "description":
                    config = config with { Description = scope.Text(entry) };
                    break;
                case "prompts":
                    config = config with { Prompts = new PromptSection(scope).Read(entry) };
                    break;
                case "providers" or "targets":
                    scope.Providers.List(new ProviderSection(scope).Read(entry));

                    // Graders bring keys of their own: those of providers come first, so that these are stored under the same references with graders and without.
                    foreach (var key in scope.Providers.All.Select(provider => provider.Settings.ApiKey).Where(key => !string.IsNullOrWhiteSpace(key)))
                        scope.Graders.Secrets.Keep(key!);
                    break;
                case "assertionTemplates":
                    scope.Templates.Read(entry, scope);
                    break;
                case "tests":
                    await new TestSection(scope).ReadAsync(entry, draft => completion.Add(draft, defaults), cancellationToken);
                    break;
                case "defaultTest":
                    defaults = new TestSection(scope).ReadTest(entry.Value, "defaultTest");
                    break;
                case "outputPath":
                    config = config with { OutputPaths = [.. scope.Texts(entry).Select(output => Path.GetFullPath(output, scope.Folder))] };
                    break;
                case "evaluateOptions":
                    config = config with { Options = ReadOptions(entry.Value, scope) };
                    break;
                case "tags":
                    config = config with { Tags = Texts(entry, scope) };
                    break;
                case "scenarios" when entry.Value is not YamlList { Items.Count: 0 }:
                    scope.Fault(entry, "'scenarios' are not supported; write them out as tests");
                    break;
                case "sharing" when scope.Flag(entry) == true:
                    scope.Fault(entry, "results are never shared with another server; remove 'sharing' or set it to false");
                    break;
            }
        }

        config = config with { Providers = scope.Providers.All };
        Require(config.Prompts.Count > 0, map, "prompts", scope);
        Require(config.Providers.Count > 0, map, "providers", scope);
        CheckLabels(config, scope);

        // Without tests each prompt runs once, as promptfoo does.
        if (map["tests"] is null)
        {
            completion.Add(new TestDraft("tests"), defaults);
        }

        config = config with { Graders = scope.Graders.Judges };
        return completion.AroundPrompts ? config with { Prompts = [.. config.Prompts.Select(EvalTestOptions.Around)] } : config;
    }

    private static EvalOptions ReadOptions(YamlItem section, ConfigScope scope)
    {
        var options = new EvalOptions();
        foreach (var entry in scope.Entries(section, "evaluateOptions", "maxConcurrency", "repeat", "cache", "delay", "showProgressBar"))
        {
            options = entry.Key switch
            {
                "maxConcurrency" => options with { MaxConcurrency = scope.Whole(entry, 1) },
                "repeat" => options with { Repeat = scope.Whole(entry, 1) },
                "cache" => options with { Cache = scope.Flag(entry) },
                "delay" => options with { Delay = scope.Whole(entry, 0) },

                // A progress bar shows where the terminal can.
                _ => scope.Flag(entry) is null ? options : options,
            };
        }

        return options;
    }

    private static void CheckLabels(EvalConfig config, ConfigScope scope)
    {
        var labels = config.Prompts.Select(prompt => prompt.Label).ToHashSet();
        foreach (var provider in config.Providers)
        {
            foreach (var label in (provider.Prompts ?? []).Where(label => !labels.Contains(label)))
            {
                scope.Fault(provider.Place, $"no prompt has the label '{label}'");
            }
        }
    }

    private static void Require(bool given, YamlMap map, string key, ConfigScope scope)
    {
        if (!given && map[key] is null && (key != "providers" || map["targets"] is null))
        {
            scope.Fault(map, $"'{key}' is missing");
        }
    }

    private static Dictionary<string, string> Texts(YamlEntry entry, ConfigScope scope)
    {
        if (entry.Value is YamlMap map && map.Entries.All(inner => inner.Value is YamlScalar))
        {
            return map.Entries.ToDictionary(inner => inner.Key, inner => ((YamlScalar)inner.Value).Text);
        }

        scope.Fault(entry, $"'{entry.Key}' takes a mapping of texts");
        return [];
    }

    private static Error Refuse(string path, List<ErrorDetail> faults) => Error.Invalid(
        "eval.config-invalid",
        $"{path} has {(faults.Count == 1 ? "one fault" : $"{faults.Count} faults")}:\n{string.Join('\n', faults.Select(fault => $"  {fault.Where}: {fault.Reason}"))}",
        faults);
}

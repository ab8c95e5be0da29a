using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>A promptfoo-style evaluation, read and checked: files loaded, defaults merged, lists of variables expanded.</summary>
public sealed record EvalConfig
{
    public string? Description { get; init; }

    public required IReadOnlyList<EvalPrompt> Prompts { get; init; }

    /// <summary>Those that are listed, then those of single tests.</summary>
    public required IReadOnlyList<EvalProvider> Providers { get; init; }

    /// <summary>The judges that assertions name.</summary>
    internal IReadOnlyList<EvalGrader> Graders { get; init; } = [];

    /// <summary>The keys, those of graders found already.</summary>
    internal EvalSecrets Secrets { get; init; } = new(new Dictionary<string, string>());

    /// <summary>Holds a file: whoever asked for the configuration disposes of them.</summary>
    public required EvalTests Tests { get; init; }

    /// <summary>Absolute paths.</summary>
    public IReadOnlyList<string> OutputPaths { get; init; } = [];

    public EvalOptions Options { get; init; } = new();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Values that stand in front of the process environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}

/// <param name="Label">Names the prompt in results and in a provider's <c>prompts</c>.</param>
/// <param name="Raw">The text as written.</param>
/// <param name="Messages">One user message for a plain text; the messages of a JSON or YAML list of roles otherwise.</param>
/// <param name="IsChat">True where <paramref name="Raw"/> was such a list.</param>
public sealed record EvalPrompt(string Label, string Raw, IReadOnlyList<PromptMessage> Messages, bool IsChat);

/// <param name="Id">As written: <c>echo</c>, <c>openai:chat:MODEL</c>, <c>builtin:…</c></param>
/// <param name="Prompts">Labels of the prompts it takes; null takes all.</param>
/// <param name="Place">Line of the configuration, for later errors.</param>
public sealed record EvalProvider(string Id, string Label, EvalProviderSettings Settings, IReadOnlyList<string>? Prompts, string Place)
{
    /// <summary>Brought along by single tests, and asked by no others.</summary>
    public bool ForTests { get; init; }
}

/// <summary>A provider's <c>config</c>.</summary>
public sealed record EvalProviderSettings
{
    public string? ApiBaseUrl { get; init; }

    public string? ApiKey { get; init; }

    /// <summary>Name of the environment variable that holds the key.</summary>
    public string? ApiKeyEnvar { get; init; }

    /// <summary>Milliseconds to wait after each call; null takes what holds for all.</summary>
    public int? Delay { get; init; }

    public ModelParameters Parameters { get; init; } = ModelParameters.Default;
}

/// <summary>One test: one case, after merging <c>defaultTest</c> and expanding lists.</summary>
public sealed record EvalTest
{
    public string? Description { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Vars { get; init; }

    /// <summary>Accepted answers, where a test file names them.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    public IReadOnlyList<Assertion> Assertions { get; init; } = [];

    public double? Threshold { get; init; }

    public EvalTestOptions Options { get; init; } = EvalTestOptions.None;

    /// <summary>Indexes of the providers that are asked; null asks all that are listed.</summary>
    public IReadOnlyList<int>? Asked { get; init; }

    /// <summary>What the prompt is rendered with: the variables, and what stands before and after the prompt in this test.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> PromptVars => Options is { Prefix: null, Suffix: null } ? Vars : Options.With(Vars);
}

/// <summary>Null leaves it to the command line and its defaults.</summary>
public sealed record EvalOptions
{
    public int? MaxConcurrency { get; init; }

    public int? Repeat { get; init; }

    public bool? Cache { get; init; }

    /// <summary>Milliseconds to wait after each call.</summary>
    public int? Delay { get; init; }
}

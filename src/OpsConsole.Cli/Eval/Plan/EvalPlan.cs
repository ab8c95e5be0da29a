using OpsConsole.Cli.Eval.Config;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Runs.Execution;

namespace OpsConsole.Cli.Eval.Plan;

/// <summary>A prompt of the configuration, parsed.</summary>
internal sealed record PlannedPrompt(EvalPrompt Prompt, ChatTemplate Template)
{
    /// <summary>No variable is required: a missing one renders as nothing, as promptfoo does.</summary>
    public PromptContent Content { get; } =
        new(Prompt.Messages, [.. Template.Variables.Select(name => new PromptVariable(name, PromptVariableType.Text, Required: false, null))]);
}

/// <summary>
/// One column: a provider with a prompt. <paramref name="Position"/> is promptfoo's <c>promptIdx</c>: it counts the pairs that exist, providers
/// outermost; a pair that a provider's <c>prompts</c> leaves out takes no number.
/// </summary>
internal sealed record PlannedCandidate(int Position, string Name, EvalProvider Provider, EvalEndpoint Endpoint, PlannedPrompt Prompt)
{
    public ModelParameters Parameters => Provider.Settings.Parameters;

    /// <summary>Among the configuration's providers.</summary>
    public required int ProviderIndex { get; init; }

    public bool Takes(EvalTest test) => test.Asked?.Contains(ProviderIndex) ?? !Provider.ForTests;
}

/// <summary>The configuration as the engine will run it.</summary>
/// <param name="Shared">The assertions that every test begins with: kept and compiled once for all.</param>
/// <param name="Threshold">Where all tests have the same.</param>
internal sealed record EvalPlan(
    EvalConfig Config, IReadOnlyList<PlannedPrompt> Prompts, IReadOnlyList<PlannedCandidate> Candidates, IReadOnlyList<Assertion> Shared, double? Threshold, int Repeats)
{
    /// <summary>Of every test with every candidate, though single tests may be asked of some.</summary>
    public long Cells => (long)Config.Tests.Count * Candidates.Count * Repeats;

    /// <summary>Everything that is called: candidates and judges.</summary>
    public IEnumerable<EvalEndpoint> Endpoints => Candidates.Select(candidate => candidate.Endpoint).Concat(Config.Graders.Select(grader => grader.Endpoint)).Distinct();

    /// <param name="delay">Milliseconds after each call, as the command line says it; a provider's own stands before it.</param>
    public CallPauses Pauses(int? delay) => new(Candidates
        .Select(candidate => (candidate.Position, Delay: candidate.Provider.Settings.Delay ?? delay ?? Config.Options.Delay ?? 0))
        .Where(pause => pause.Delay > 0)
        .ToDictionary(pause => pause.Position, pause => TimeSpan.FromMilliseconds(pause.Delay)));

    /// <summary>A delay for all means one call at a time, as in promptfoo.</summary>
    public bool IsOneByOne(int? delay) => (delay ?? Config.Options.Delay) > 0;

    public static Result<EvalPlan> Make(EvalConfig config, EvalSecrets secrets, int repeats)
    {
        var endpoints = new Endpoints(secrets);
        var prompts = config.Prompts.Select(prompt => new PlannedPrompt(prompt, ChatTemplate.Parse(prompt.Messages).Value)).ToList();
        var candidates = new List<PlannedCandidate>();
        var faults = new List<ErrorDetail>();
        foreach (var (index, provider) in config.Providers.Index())
        {
            var (endpoint, fault) = endpoints.Find(provider);
            if (endpoint is null)
            {
                faults.Add(new ErrorDetail(provider.Place, fault));
                continue;
            }

            foreach (var prompt in prompts.Where(prompt => provider.Prompts is null || provider.Prompts.Contains(prompt.Prompt.Label)))
                candidates.Add(new PlannedCandidate(candidates.Count, NameOf(provider, prompt.Prompt, prompts.Count), provider, endpoint, prompt) { ProviderIndex = index });
        }

        if (faults.Count == 0 && candidates.Count == 0)
            faults.Add(new ErrorDetail("providers", "no provider takes any of the prompts"));
        if (faults.Count == 0 && config.Tests.Count == 0)
            faults.Add(new ErrorDetail("tests", "there are no tests"));
        if (faults.Count > 0)
            return Error.Invalid("eval.config-invalid", string.Join('\n', faults.Select(fault => $"{fault.Where}: {fault.Reason}")), faults);

        return new EvalPlan(config, prompts, candidates, config.Tests.Shared, config.Tests.Threshold, repeats);
    }

    private static string NameOf(EvalProvider provider, EvalPrompt prompt, int prompts) =>
        Labels.Cut(prompts == 1 ? provider.Label : $"{Labels.Cut(provider.Label, 90)} · {Labels.Cut(prompt.Label, 90)}", Labels.NameLength);
}

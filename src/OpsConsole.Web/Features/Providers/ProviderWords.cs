using OpsConsole.Core.Ai;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Providers;

/// <summary>Kinds, states and health of providers in the words that people read.</summary>
internal static class ProviderWords
{
    public static string Word(ProviderKind kind) => kind switch
    {
        ProviderKind.Builtin => "Built-in baselines",
        ProviderKind.Echo => "Echo",
        ProviderKind.OpenAI => "OpenAI",
        ProviderKind.AzureOpenAI => "Azure OpenAI",
        ProviderKind.Anthropic => "Anthropic",
        ProviderKind.Ollama => "Ollama",
        ProviderKind.OpenAICompatible => "OpenAI-compatible",
    };

    public static string Word(AgreementState agreement) => agreement switch
    {
        AgreementState.None => "none",
        AgreementState.Requested => "requested",
        AgreementState.Signed => "signed",
        AgreementState.NotNeeded => "not needed",
    };

    public static StateLook Look(SecretState secret) => secret switch
    {
        SecretState.NotNeeded => new("no key needed", Tone.Neutral, Shape.Ring),
        SecretState.Set => new("set", Tone.Pass, Shape.Check),
        SecretState.Missing => new("not set in this environment", Tone.Warn, Shape.Triangle),
    };

    /// <summary>What the calls of this process say about the provider.</summary>
    public static StateLook Look(ProviderSnapshot calls) => calls switch
    {
        { Circuit: CircuitStatus.Open } => new("Circuit open", Tone.Fail, Shape.Cross),
        { Circuit: CircuitStatus.HalfOpen } => new("Trying again", Tone.Warn, Shape.Half),
        { ErrorsLast15Minutes.Count: > 0 } => new($"{calls.ErrorsLast15Minutes.Values.Sum()} errors in 15 min", Tone.Warn, Shape.Triangle),
        { P95Latency: not null } => new("Answers", Tone.Pass, Shape.Dot),
        _ => new("Not called yet", Tone.Neutral, Shape.Dashed),
    };

    public static StateLook Test(bool? ok) => ok switch
    {
        null => new("Not tested", Tone.Neutral, Shape.Dashed),
        true => new("Works", Tone.Pass, Shape.Check),
        false => new("Fails", Tone.Fail, Shape.Cross),
    };
}

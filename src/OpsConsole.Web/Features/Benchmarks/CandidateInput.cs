using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>One candidate as it is being typed.</summary>
public sealed class CandidateInput
{
    /// <summary>Parameters that have no field here are kept as they were.</summary>
    private ModelParameters _others = ModelParameters.Default;

    public string Name { get; set; } = "";

    public string PromptKey { get; set; } = "";

    public int PromptVersion { get; set; } = 1;

    public ModelChoice? Model { get; set; }

    public string Temperature { get; set; } = "";

    public string MaxOutputTokens { get; set; } = "";

    public bool IsBaseline { get; set; }

    /// <summary>What it is called unless its author says otherwise: "v7 · gpt-4.1-mini".</summary>
    public string Suggested => Model is null ? $"v{PromptVersion}" : $"v{PromptVersion} · {Model.ModelKey}";

    public static CandidateInput Of(CandidateDraft draft) => new()
    {
        _others = draft.Parameters,
        Name = draft.Name,
        PromptKey = draft.PromptKey,
        PromptVersion = draft.PromptVersion ?? 1,
        Model = new ModelChoice(draft.ProviderKey, draft.ModelKey),
        Temperature = BenchmarkInput.Text(draft.Parameters.Temperature),
        MaxOutputTokens = BenchmarkInput.Text(draft.Parameters.MaxOutputTokens),
        IsBaseline = draft.IsBaseline,
    };

    internal CandidateDraft ToDraft(int index, List<ErrorDetail> faults)
    {
        var field = $"candidate {index + 1}";
        var temperature = BenchmarkInput.Number($"{field}, temperature", Temperature, faults);
        int? most = string.IsNullOrWhiteSpace(MaxOutputTokens) ? null : BenchmarkInput.Whole($"{field}, max output tokens", MaxOutputTokens, faults);
        var parameters = _others with { Temperature = (double?)temperature, MaxOutputTokens = most };
        return new CandidateDraft(string.IsNullOrWhiteSpace(Name) ? Suggested : Name, PromptKey, PromptVersion, Model?.ProviderKey ?? "", Model?.ModelKey ?? "", parameters, IsBaseline);
    }
}

/// <summary>A model of a provider, by its keys.</summary>
public sealed record ModelChoice(string ProviderKey, string ModelKey);

using System.Globalization;
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

    public string TopP { get; set; } = "";

    public string Seed { get; set; } = "";

    /// <summary>One text a line; a space belongs to it.</summary>
    public string Stop { get; set; } = "";

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
        TopP = BenchmarkInput.Text(draft.Parameters.TopP),
        Seed = BenchmarkInput.Text(draft.Parameters.Seed),
        Stop = string.Join('\n', draft.Parameters.Stop ?? []),
        IsBaseline = draft.IsBaseline,
    };

    /// <summary>The next candidate: like this one, which is what most comparisons vary.</summary>
    public CandidateInput Another() => new()
    {
        _others = _others,
        PromptKey = PromptKey,
        PromptVersion = PromptVersion,
        Model = Model,
        Temperature = Temperature,
        MaxOutputTokens = MaxOutputTokens,
        TopP = TopP,
        Seed = Seed,
        Stop = Stop,
    };

    internal CandidateDraft ToDraft(int index, List<ErrorDetail> faults)
    {
        var field = $"candidate {index + 1}";
        var temperature = BenchmarkInput.Number($"{field}, temperature", Temperature, faults);
        int? most = string.IsNullOrWhiteSpace(MaxOutputTokens) ? null : BenchmarkInput.Whole($"{field}, max output tokens", MaxOutputTokens, faults);
        var topP = BenchmarkInput.Number($"{field}, top P", TopP, faults);
        string[] stop = [.. Stop.Split('\n').Select(text => text.TrimEnd('\r')).Where(text => text.Length > 0)];
        var parameters = _others with
        {
            Temperature = (double?)temperature,
            MaxOutputTokens = most,
            TopP = (double?)topP,
            Seed = SeedOf(field, faults),
            Stop = stop.Length == 0 ? null : stop,
        };
        return new CandidateDraft(string.IsNullOrWhiteSpace(Name) ? Suggested : Name, PromptKey, PromptVersion, Model?.ProviderKey ?? "", Model?.ModelKey ?? "", parameters, IsBaseline);
    }

    private long? SeedOf(string field, List<ErrorDetail> faults)
    {
        if (string.IsNullOrWhiteSpace(Seed))
            return null;
        if (long.TryParse(Seed.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
            return seed;

        faults.Add(new ErrorDetail($"{field}, seed", "must be a whole number"));
        return null;
    }
}

/// <summary>A model of a provider, by its keys.</summary>
public sealed record ModelChoice(string ProviderKey, string ModelKey);

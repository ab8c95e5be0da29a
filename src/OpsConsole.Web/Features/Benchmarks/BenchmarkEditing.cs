namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>What the editor of a benchmark fills in by itself.</summary>
internal static class BenchmarkEditing
{
    /// <summary>A new benchmark of a system: its first dataset, and one candidate as the baseline.</summary>
    public static BenchmarkInput Start(BenchmarkOptions options, string? systemKey)
    {
        var system = options.Systems.OrderByDescending(item => item.Key == systemKey).FirstOrDefault();
        var dataset = options.Datasets.OrderByDescending(item => item.SystemKey == system?.Key).FirstOrDefault();
        var input = new BenchmarkInput { SystemKey = system?.Key ?? "", DatasetKey = dataset?.Key ?? "" };
        input.Candidates.Add(Another(input, options));
        return input;
    }

    /// <summary>The next candidate: like the last one, which is what most comparisons vary.</summary>
    public static CandidateInput Another(BenchmarkInput input, BenchmarkOptions options)
    {
        if (input.Candidates is [.., var last])
            return new CandidateInput { PromptKey = last.PromptKey, PromptVersion = last.PromptVersion, Model = last.Model, Temperature = last.Temperature, MaxOutputTokens = last.MaxOutputTokens };

        var prompt = options.Prompts.OrderByDescending(item => item.SystemKey == input.SystemKey).FirstOrDefault();
        return new CandidateInput { PromptKey = prompt?.Key ?? "", PromptVersion = prompt?.LatestVersion ?? 1, IsBaseline = true };
    }
}

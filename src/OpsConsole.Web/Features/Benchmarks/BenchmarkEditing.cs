namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>What the editor of a benchmark fills in by itself.</summary>
internal static class BenchmarkEditing
{
    /// <summary>A new benchmark of a system: its first dataset, and one candidate as the baseline.</summary>
    public static BenchmarkInput Start(BenchmarkOptions options, string? systemKey)
    {
        // Without a wish, a system that has something to compare.
        var system = options.Systems.OrderByDescending(item => item.Key == systemKey)
            .ThenByDescending(item => options.Datasets.Any(set => set.SystemKey == item.Key) && options.Prompts.Any(prompt => prompt.SystemKey == item.Key))
            .FirstOrDefault();
        var input = new BenchmarkInput();
        input.Candidates.Add(new CandidateInput { IsBaseline = true });
        MoveTo(system?.Key ?? "", input, options);
        return input;
    }

    /// <summary>Names the owner. What was chosen of another system gives way to the owner's own, where it has any.</summary>
    public static void MoveTo(string systemKey, BenchmarkInput input, BenchmarkOptions options)
    {
        input.SystemKey = systemKey;
        var dataset = options.Datasets.OrderByDescending(item => item.SystemKey == systemKey).ThenByDescending(item => item.Key == input.DatasetKey).FirstOrDefault();
        if (dataset is not null && dataset.Key != input.DatasetKey)
            (input.DatasetKey, input.DatasetVersion) = (dataset.Key, null);

        foreach (var candidate in input.Candidates)
        {
            var prompt = options.Prompts.OrderByDescending(item => item.SystemKey == systemKey).ThenByDescending(item => item.Key == candidate.PromptKey).FirstOrDefault();
            if (prompt is not null && prompt.Key != candidate.PromptKey)
                (candidate.PromptKey, candidate.PromptVersion) = (prompt.Key, prompt.LatestVersion);
        }
    }
}

namespace OpsConsole.Client;

/// <summary>How prompts are fetched and kept. The defaults are right for a service.</summary>
public sealed record OpsConsolePromptsOptions
{
    /// <summary>Sent as <c>Authorization: Bearer</c>; leave it empty where the <see cref="HttpClient"/> brings its own.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Within this age an answer is given without asking.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server that did not answer is left alone.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Answers kept at most; each subject has its own.</summary>
    public int MostKept { get; init; } = 1_000;

    /// <summary>What to fall back on.</summary>
    public PromptBundle Bundle { get; init; } = PromptBundle.Empty;

    /// <summary>The key of the AI system that asks, for traces.</summary>
    public string? System { get; init; }
}

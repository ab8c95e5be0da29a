namespace OpsConsole.Client;

/// <summary>Where an answer came from.</summary>
public enum PromptSource
{
    /// <summary>Asked just now.</summary>
    Server,

    /// <summary>Asked less than a minute ago.</summary>
    Cache,

    /// <summary>Older, and being asked again in the background.</summary>
    StaleCache,

    /// <summary>What the program was shipped with: the server cannot be reached and nothing was ever fetched.</summary>
    Bundle,
}

namespace OpsConsole.Core.Ai.Calls;

/// <summary>One call on its way through its attempts, whatever it asks for.</summary>
/// <param name="estimatedTokens">Counted against the limits until the real number is known.</param>
internal abstract class Call(string model, int estimatedTokens)
{
    public string Model { get; } = model;

    public int EstimatedTokens { get; } = estimatedTokens;

    public int Attempts { get; set; }

    /// <summary>Of a streamed answer, from the start of the attempt to its first text; null while none has come.</summary>
    public TimeSpan? FirstText { get; protected set; }

    /// <summary>One attempt. What goes wrong on the way is thrown.</summary>
    public abstract Task<Attempt> SendAsync(ProviderEndpoint endpoint, CancellationToken cancellationToken);
}

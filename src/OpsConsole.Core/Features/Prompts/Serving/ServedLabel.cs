namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>A label as it is served: one version, or two with a split.</summary>
internal sealed class ServedLabel(int promptId, ServedPrompt stable, ServedPrompt? canary, int percent)
{
    private volatile bool _isStale;

    public int PromptId => promptId;

    /// <summary>The label has moved since this was read.</summary>
    public bool IsStale => _isStale;

    public ServedPrompt Stable => stable;

    public bool HasCanary => canary is not null;

    public bool MayBeKept => stable.MayBeKept && canary?.MayBeKept != false;

    public int Bytes => stable.Body.Length + (canary?.Body.Length ?? 0);

    public void MarkStale() => _isStale = true;

    public ServedPrompt For(string promptKey, string label, string? subject) =>
        canary is not null && CanarySplit.IsCanary(promptKey, label, subject, percent) ? canary : stable;
}

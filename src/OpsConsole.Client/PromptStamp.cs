using System.Diagnostics;

namespace OpsConsole.Client;

/// <summary>Which prompt a call was made with, as attributes of a span: what OpsConsole reads when calls are sent to it.</summary>
internal sealed record PromptStamp(string Key, int Version, string? System)
{
    private static readonly AsyncLocal<PromptStamp?> Carried = new();

    /// <summary>Of the call that is being made; whoever set it loses it when the method returns.</summary>
    public static PromptStamp? Current
    {
        get => Carried.Value;
        set => Carried.Value = value;
    }

    public void Put(Activity? activity)
    {
        activity?.SetTag("opsconsole.prompt.key", Key);
        activity?.SetTag("opsconsole.prompt.version", Version);
        if (System is not null)
            activity?.SetTag("opsconsole.system", System);
    }
}

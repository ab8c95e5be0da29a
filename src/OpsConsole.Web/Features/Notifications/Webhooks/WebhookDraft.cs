using OpsConsole.Core.Features.Notifications.Webhooks;

namespace OpsConsole.Web.Features.Notifications.Webhooks;

/// <summary>What a person has typed about a webhook so far.</summary>
public sealed class WebhookDraft
{
    public string Name { get; set; } = "";

    public string Url { get; set; } = "";

    public string SecretRef { get; set; } = "";

    public bool Enabled { get; set; } = true;

    /// <summary>Also of actions that a later version of the console adds.</summary>
    public bool AllEvents { get; set; } = true;

    public HashSet<string> Events { get; } = [];

    public static WebhookDraft Of(WebhookFacts facts)
    {
        var draft = new WebhookDraft { Name = facts.Name, Url = facts.Url, SecretRef = facts.SecretRef, Enabled = facts.Enabled, AllEvents = facts.Events.Count == 0 };
        draft.Events.UnionWith(facts.Events);
        return draft;
    }

    public WebhookFacts ToFacts() => new()
    {
        Name = Name,
        Url = Url,
        SecretRef = SecretRef,
        Enabled = Enabled,
        Events = AllEvents ? [] : [.. WebhookEvents.All.Where(Events.Contains)],
    };

    public void Choose(string action, bool chosen)
    {
        if (chosen)
            Events.Add(action);
        else
            Events.Remove(action);
    }
}

using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Releases;

namespace OpsConsole.Web.Features.Home;

/// <summary>What needs somebody at one moment.</summary>
/// <param name="Incidents">Open ones of SEV1 and SEV2, the gravest first.</param>
public sealed record HomeWaiting(GetInbox.Inbox Inbox, IReadOnlyList<ListIncidents.Item> Incidents, int MoreIncidents, IReadOnlyList<ListCanaries.Item> Canaries)
{
    private const int Shown = 5;

    /// <summary>The first to expire.</summary>
    public IReadOnlyList<GetInbox.Item> First => [.. Inbox.Mine.Take(Shown)];

    public string Note => Inbox.Mine.Count > Shown ? $"{Shown} of {Inbox.Mine.Count}, first to expire first" : Inbox.Mine.Count > 1 ? $"{Inbox.Mine.Count}, first to expire first" : $"{Inbox.Mine.Count}";
}

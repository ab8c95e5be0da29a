using OpsConsole.Core.Features.Notifications.Webhooks;
using Xunit;

namespace OpsConsole.Architecture.Tests;

/// <summary>An event that nobody records would be offered to webhooks and never come.</summary>
public sealed class WebhookRules
{
    private static readonly string Recorded = string.Concat(
        Sources.Of("src/OpsConsole.Core/Features").Where(file => Path.GetFileName(file.Path) != $"{nameof(WebhookEvents)}.cs").Select(file => file.Text));

    public static TheoryData<string> All => [.. WebhookEvents.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Event_OfAWebhook_IsRecordedByAUseCase(string action) => Assert.Contains($"\"{action}\"", Recorded, StringComparison.Ordinal);
}

using System.Globalization;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>What people call a webhook: <c>WHK-0003</c>.</summary>
public static class WebhookKeys
{
    private const string Start = "WHK-";

    public static string Of(int id) => string.Create(CultureInfo.InvariantCulture, $"{Start}{id:0000}");

    public static int? Parse(string key) =>
        key.StartsWith(Start, StringComparison.OrdinalIgnoreCase) && int.TryParse(key.AsSpan(Start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>Proves to a receiver that the console sent exactly this body, and when: <c>t=UNIX,v1=hex(HMAC-SHA256(secret, "UNIX.BODY"))</c>.</summary>
internal static class WebhookSignature
{
    public static string Of(string secret, DateTimeOffset at, string body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }
}

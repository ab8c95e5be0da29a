using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Core.Tests.Features.Notifications.Webhooks;

/// <summary>What docs/webhooks.md gives to those who receive deliveries.</summary>
internal static class HookReceiver
{
    public static bool IsGenuine(string signature, byte[] body, string secret, DateTimeOffset now)
    {
        var parts = signature.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).DistinctBy(part => part[0]).ToDictionary(part => part[0], part => part[1]);
        if (!parts.TryGetValue("t", out var t) || !parts.TryGetValue("v1", out var v1) || !long.TryParse(t, out var unix)
            || Math.Abs(now.ToUnixTimeSeconds() - unix) > 300)
            return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes(t + "."), .. body];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(v1));
    }
}

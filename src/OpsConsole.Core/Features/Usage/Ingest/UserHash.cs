using System.Security.Cryptography;
using System.Text;

namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>Who it was, so that people can be counted and not named.</summary>
internal static class UserHash
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public static string? Of(string? userId) => userId is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(userId)));
}

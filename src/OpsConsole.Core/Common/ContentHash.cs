using System.Security.Cryptography;
using System.Text.Json;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Common;

/// <summary>
/// The identity of immutable content: SHA-256 over its canonical JSON, so that equal content has one hash wherever and whenever it was written.
/// </summary>
public static class ContentHash
{
    public static string Of<T>(T content) => CanonicalJson.Sha256Hex(JsonSerializer.SerializeToElement(content, JsonColumn.Options));

    /// <summary>Over a sequence that need not be in memory at once: its canonical items, each ended by a line feed, which no canonical form holds.</summary>
    public static string OfAll<T>(IEnumerable<T> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
        {
            hash.AppendData(CanonicalJson.Serialize(JsonSerializer.SerializeToElement(item, JsonColumn.Options)));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Text.RegularExpressions;

namespace OpsConsole.Core.Ai.Http;

/// <summary>Takes secrets out of what a provider said before anybody sees it: the key that was used, and whatever looks like one.</summary>
internal static partial class SecretScrubber
{
    private const string Mask = "***";
    private const int MostShown = 300;

    /// <summary>One line without secrets, cut to 300 characters.</summary>
    public static string Scrub(string text, string? secret)
    {
        var clean = secret is null ? text : text.Replace(secret, Mask, StringComparison.Ordinal);
        clean = Blanks().Replace(LooksLikeKey().Replace(clean, Mask), " ").Trim();
        return clean.Length <= MostShown ? clean : clean[..MostShown] + "…";
    }

    // Providers quote the key, often half masked: "Incorrect API key provided: sk-abc****wxyz".
    [GeneratedRegex(@"\b(?:sk|pk|rk|key|api|gsk|xai)-[\w*\-.]{4,}|\bBearer\s+[\w*\-.~+/]{4,}=*", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeKey();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

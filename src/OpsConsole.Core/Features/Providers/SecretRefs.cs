using System.Text.RegularExpressions;

namespace OpsConsole.Core.Features.Providers;

/// <summary>The form of a secret reference. What is refused is never echoed: it may be the secret itself.</summary>
internal static partial class SecretRefs
{
    private const int LongestName = 64;

    public static string? Fault(string? reference)
    {
        if (reference is null)
            return null;
        if (LooksLikeKey(reference))
            return "this looks like the key itself; keep the key in an environment variable or a secret store and give its name here, as in env:OPENAI_API_KEY";
        return Form().IsMatch(reference) ? null : "give the place of the secret, env:NAME or config:Section:Name";
    }

    // A name people gave is short and has words; a key is long, mixed and often says what it is by its first letters.
    private static bool LooksLikeKey(string reference)
    {
        var parts = reference.Split(':').Select(part => part.Trim()).ToList();
        var isReference = parts.Count > 1 && parts[0] is "env" or "config";
        return parts.Skip(isReference ? 1 : 0).Any(part => part.Length > LongestName || KnownKey().IsMatch(part))
            || (!isReference && reference.Length >= 20 && !reference.Contains(' ', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(env:[A-Za-z_][A-Za-z0-9_]*|config:[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)*)\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"^(sk|pk|rk|xai|gsk|hf|ghp|tgp|AIza)[-_]?[A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]{6,}|^(sk|gsk|xai)[-_]|^Bearer |^(?=.*[0-9])[A-Za-z0-9]{32,}\z")]
    private static partial Regex KnownKey();
}

using System.Globalization;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>Looks at one item of a batch and collects all that is wrong with it. What is asked of texts holds on every engine: none cuts or refuses them later.</summary>
/// <param name="area">Begins every code: <c>calls</c>, <c>feedback</c>.</param>
internal sealed partial class ItemChecks(string area, DateTime now)
{
    public const int MostTags = 20;
    public const int LongestTag = 100;

    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(90);

    private readonly List<(string Code, string Message)> _faults = [];

    public bool Passed => _faults.Count == 0;

    public RejectedItem Rejected(int index) => new(index, $"{area}.{_faults[0].Code}", string.Join("; ", _faults.Select(fault => fault.Message)));

    public void That(bool holds, string code, string message)
    {
        if (!holds)
            _faults.Add((code, message));
    }

    /// <summary>The caller's own id, by which a repeated delivery is known.</summary>
    public string Id(string? id)
    {
        That(id is { Length: >= 1 and <= KeyRules.MaxLength } && id.Trim().Length == id.Length, "id", $"id: 1 to {KeyRules.MaxLength} characters, with no blanks around them");
        That(!HasControls(id), "id", "id: must not hold control characters");
        return id ?? "";
    }

    /// <summary>A time with its offset: without one, hours would be counted in the wrong zone and nobody would see it.</summary>
    public DateTime Time(string code, string field, string? text)
    {
        if (text is null || !IsoTime().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            That(false, code, $"{field}: an ISO 8601 time with its offset is required, as 2026-11-23T08:00:00Z");
            return default;
        }

        var at = time.UtcDateTime;
        That(at <= now + ClockSkew, $"{code}-future", $"{field}: lies more than {ClockSkew.TotalMinutes:0} minutes in the future; check the sender's clock");
        That(at >= now - Oldest, $"{code}-old", $"{field}: is older than {Oldest.TotalDays:0} days");
        return at;
    }

    public string? Text(string field, string? text, int longest)
    {
        That((text?.Length ?? 0) <= longest, "text", string.Create(CultureInfo.InvariantCulture, $"{field}: takes at most {longest:N0} characters, this has {text?.Length:N0}"));
        That(!HasControls(text), "text", $"{field}: must not hold control characters");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public IReadOnlyList<string> Tags(IReadOnlyList<string?>? tags)
    {
        That((tags?.Count ?? 0) <= MostTags, "tags", $"tags: at most {MostTags}");
        That(tags?.All(tag => tag?.Trim().Length is >= 1 and <= LongestTag && !HasControls(tag)) ?? true, "tags", $"tags: each has 1 to {LongestTag} characters");
        return [.. tags?.OfType<string>() ?? []];
    }

    /// <summary>Both or neither: without its version a call could not be counted for an arm.</summary>
    public PromptReport? Prompt(PromptReport? prompt)
    {
        if (prompt is null)
            return null;
        That(prompt.Key is not null && KeyRules.Fault(prompt.Key, folders: true) is null, "prompt", "prompt.key: the key of a prompt is required");
        That(prompt.Version > 0, "prompt", "prompt.version: a whole number above 0 is required");
        return prompt;
    }

    private static bool HasControls(string? text) => text?.Any(char.IsControl) ?? false;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex IsoTime();
}

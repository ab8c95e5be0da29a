using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Settings of the release path.</summary>
/// <param name="ProtectedLabels">Labels that only an approved release moves; <c>production</c> always is.</param>
public sealed record ReleaseOptions(IReadOnlySet<string> ProtectedLabels)
{
    public static ReleaseOptions Default { get; } = new(new HashSet<string> { PromptLabel.Production });

    /// <summary>By name.</summary>
    public IReadOnlyList<string> All => [.. ProtectedLabels.Append(PromptLabel.Production).Distinct().Order(StringComparer.Ordinal)];

    public bool IsProtected(string label) => label == PromptLabel.Production || ProtectedLabels.Contains(label);
}

using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Files;

public enum PromptFileFormat
{
    Yaml,
    Json,
}

/// <summary>A version as a file carries it (docs/prompts.md): the content, and where it came from.</summary>
/// <param name="System">Key of the system that owns the prompt.</param>
/// <param name="Number">Which version it was; the next import numbers anew.</param>
/// <param name="ContentHash">What the content hashed to when it was written, for a reader to compare.</param>
public sealed record PromptFile(
    string? Key, string? System, string? Name, PromptKind Kind, int? Number, string? ContentHash, string ChangeNote, PromptContent Content)
{
    public const string FormatName = "opsconsole.prompt/1";

    /// <summary>Largest file that is read, in characters.</summary>
    public const int MaxLength = 8_000_000;

    /// <summary>By the name's ending; null where that tells nothing.</summary>
    public static PromptFileFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".YAML" or ".YML" => PromptFileFormat.Yaml,
        ".JSON" => PromptFileFormat.Json,
        _ => null,
    };

    /// <summary>By the first sign: only JSON begins with a brace.</summary>
    public static PromptFileFormat Guess(string text) => text.AsSpan().TrimStart() is ['{', ..] ? PromptFileFormat.Json : PromptFileFormat.Yaml;
}

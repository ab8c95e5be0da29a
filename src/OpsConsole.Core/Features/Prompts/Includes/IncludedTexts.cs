using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>Every text within reach, read level by level: a query or two for each level, however many prompts are included.</summary>
internal sealed class IncludedTexts(IIncludeSource source)
{
    public const int MostDeep = 5;
    private const int MostPrompts = 100;

    private readonly Dictionary<IncludeName, IncludedText> _texts = [];
    private readonly Dictionary<IncludeName, string> _faults = [];

    public IncludedText? Find(IncludeName name) => _texts.GetValueOrDefault(name);

    /// <summary>Why there is no text of this name.</summary>
    public string Fault(IncludeName name) => _faults.GetValueOrDefault(name) ?? source.Missing(name);

    public static async Task<Result<IncludedTexts>> LoadAsync(IIncludeSource source, IncludedText own, CancellationToken cancellationToken)
    {
        var texts = new IncludedTexts(source);
        var wanted = own.Names.ToHashSet();
        for (var depth = 1; depth <= MostDeep && wanted.Count > 0; depth++)
        {
            if (texts._texts.Count + wanted.Count > MostPrompts)
                return Error.Invalid("prompts.include-too-many", $"A prompt includes at most {MostPrompts} others, directly and through them.");
            await texts.ReadAsync(wanted, cancellationToken);
            wanted = [.. wanted.Select(texts.Find).OfType<IncludedText>().SelectMany(text => text.Names).Where(name => texts.Find(name) is null)];
        }

        return texts;
    }

    private async Task ReadAsync(HashSet<IncludeName> names, CancellationToken cancellationToken)
    {
        foreach (var version in await source.FindAsync(names, cancellationToken))
        {
            var name = new IncludeName(version.Pin.Key, version.Pin.Label);
            var parsed = IncludedText.Parse(version.Messages);
            if (version.State == VersionState.Draft)
                _faults[name] = $"'{name.Label}' of '{name.Key}' points at version {version.Pin.Number}, a draft: what it says may still change";
            else if (parsed.IsOk)
                _texts[name] = parsed.Value with { Pin = version.Pin };
            else
                _faults[name] = $"version {version.Pin.Number} of '{name.Key}' does not parse: {parsed.Error.Message}";
        }
    }
}

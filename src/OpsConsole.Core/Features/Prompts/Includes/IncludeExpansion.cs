using System.Text;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Templates;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>Puts texts in place of tags. Each prompt is expanded once, however often it is included, so the work is bounded by what comes out.</summary>
internal sealed class IncludeExpansion(string ownKey, IncludedTexts texts)
{
    private const int MostFaults = 20;

    private readonly Dictionary<IncludeName, Expanded> _done = [];
    private readonly List<string> _path = [ownKey];
    private readonly List<(string Code, ErrorDetail Place)> _faults = [];

    /// <param name="Height">How many levels of includes it took.</param>
    /// <param name="Keys">Every prompt in it.</param>
    private sealed record Expanded(string Text, int Height, HashSet<string> Keys);

    public IReadOnlyList<PromptInclude> Pins => [.. _done.Keys.Select(name => texts.Find(name)!.Pin!).OrderBy(pin => pin.Key, StringComparer.Ordinal).ThenBy(pin => pin.Label, StringComparer.Ordinal)];

    public Result<IReadOnlyList<PromptMessage>> Expand(IncludedText own)
    {
        var messages = own.Messages.Select((message, index) => message with { Content = Fill(own, index, out _, []) }).ToList();
        if (_faults is not [var first, ..])
            return messages;
        return Error.Invalid(first.Code, $"{first.Place.Where}: {first.Place.Reason}", [.. _faults.Select(fault => fault.Place)]);
    }

    private string Fill(IncludedText within, int message, out int height, HashSet<string> keys)
    {
        var content = within.Messages[message].Content;
        var text = new StringBuilder();
        var (at, trims) = (0, false);
        height = 0;
        foreach (var place in within.Places[message])
        {
            if (_faults.Count >= MostFaults)
                return "";

            // {%- and -%} take away the space around the tag, not that of the included text.
            var before = content.AsSpan(at, place.Start - at);
            before = trims ? before.TrimStart() : before;
            var isJoined = Append(text, content[place.Start + 2] == '-' ? before.TrimEnd() : before);
            var included = Include(within, message, place);
            if (included is not null)
            {
                height = Math.Max(height, included.Height + 1);
                keys.UnionWith(included.Keys);
                isJoined &= Append(text, included.Text);
            }

            (at, trims) = (place.End, content[place.End - 3] == '-');
            if (!isJoined)
                Refuse("prompts.include-joins", within, message, place, "a '{' before the tag or at the end of what stands there would run into what follows; put a space between");
            if (text.Length > PromptTemplate.MaxTemplateLength)
                Refuse("prompts.include-too-large", within, message, place, $"with this in place the text is longer than {PromptTemplate.MaxTemplateLength:N0} characters");
            if (text.Length > PromptTemplate.MaxTemplateLength)
                return "";
        }

        var rest = content.AsSpan(at);
        if (!Append(text, trims ? rest.TrimStart() : rest))
            Refuse("prompts.include-joins", within, message, within.Places[message][^1], "what stands there ends with '{', which would run into what follows; put a space between");
        return text.ToString();
    }

    private Expanded? Include(IncludedText within, int message, TemplateInclude place)
    {
        var name = IncludeName.Of(place);
        if (_done.TryGetValue(name, out var done) && _path.Count + done.Height <= IncludedTexts.MostDeep && !done.Keys.Overlaps(_path))
            return done;
        if (_path.Contains(name.Key))
            return Refuse("prompts.include-cycle", within, message, place, $"the includes go in a circle: {string.Join(" → ", [.. _path.SkipWhile(key => key != name.Key), name.Key])}");
        if (_path.Count > IncludedTexts.MostDeep)
            return Refuse("prompts.include-too-deep", within, message, place, $"includes go at most {IncludedTexts.MostDeep} deep: {string.Join(" → ", [.. _path, name.Key])}");
        if (texts.Find(name) is not { } text)
            return Refuse("prompts.include-not-found", within, message, place, texts.Fault(name));

        _path.Add(name.Key);
        var keys = new HashSet<string> { name.Key };
        var parts = new List<string>();
        var height = 0;
        for (var i = 0; i < text.Messages.Count; i++)
        {
            parts.Add(Fill(text, i, out var levels, keys));
            height = Math.Max(height, levels);
        }

        _path.RemoveAt(_path.Count - 1);
        return _done[name] = new Expanded(string.Join("\n\n", parts), height, keys);
    }

    private Expanded? Refuse(string code, IncludedText within, int message, TemplateInclude place, string reason)
    {
        _faults.Add((code, new ErrorDetail(within.Where(message, place.Start), reason)));
        return null;
    }

    /// <summary>False where the two texts would make a tag that neither of them holds.</summary>
    private static bool Append(StringBuilder text, ReadOnlySpan<char> more)
    {
        var joins = more.Length > 0 && text.Length > 0 && text[^1] == '{' && more[0] is '{' or '%';
        text.Append(more);
        return !joins;
    }
}

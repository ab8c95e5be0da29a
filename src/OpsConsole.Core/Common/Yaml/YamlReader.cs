using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsConsole.Core.Common.Yaml;

/// <summary>
/// Reads one YAML document from somebody else's file: bounded depth, aliases shared and never copied, duplicate keys refused,
/// merge keys (<c>&lt;&lt;</c>) honoured, every value with its place.
/// </summary>
public static class YamlReader
{
    /// <summary>Deepest nesting of lists and mappings.</summary>
    public const int MaxDepth = 64;

    /// <summary>Most keys that all merges of a document may bring in together.</summary>
    private const int MaxMergedKeys = 200_000;

    /// <summary>The document, null for an empty file, or error <c>yaml.invalid</c> with line and column.</summary>
    public static Result<YamlItem?> Read(TextReader text)
    {
        var parser = new Parser(text);
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return Result.From<YamlItem?>(null);
            }

            var document = new DocumentReader(parser).Read(depth: 0);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<DocumentStart>(out var second)
                ? Fault(second.Start, "a second document starts here; one file holds one document")
                : Result.From<YamlItem?>(document);
        }
        catch (YamlException fault)
        {
            return Fault(fault.Start, fault.InnerException?.Message ?? fault.Message);
        }
#pragma warning disable CA1031 // On some broken inputs the scanner fails in mid-way with whatever it stumbled over.
        catch (Exception fault) when (fault is not IOException and not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return Fault(parser.Current?.End ?? Mark.Empty, "the text from here on is not valid YAML");
        }
    }

    private static Error Fault(Mark at, string reason)
    {
        var where = $"line {Math.Max(1, at.Line)}, column {Math.Max(1, at.Column)}";
        return Error.Invalid("yaml.invalid", $"The YAML cannot be read: {where}: {reason}", [new ErrorDetail(where, reason)]);
    }

    private sealed class DocumentReader(Parser parser)
    {
        private readonly Dictionary<AnchorName, YamlItem> _anchors = [];
        private int _mergedKeys;

        public YamlItem Read(int depth)
        {
            if (parser.TryConsume<AnchorAlias>(out var alias))
            {
                // An anchor is known only once its value is complete, so a value can never contain itself.
                return _anchors.TryGetValue(alias.Value, out var shared)
                    ? shared
                    : throw new YamlException(alias.Start, alias.End, $"the anchor '{alias.Value}' is not defined before this place");
            }

            if (parser.TryConsume<Scalar>(out var scalar))
            {
                return Anchored(scalar, new YamlScalar(scalar.Value, scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true }, Line(scalar), Column(scalar)));
            }

            var start = parser.Current!;
            if (depth >= MaxDepth)
            {
                throw new YamlException(start.Start, start.End, $"nested deeper than {MaxDepth} levels");
            }

            return parser.TryConsume<SequenceStart>(out var sequence)
                ? Anchored(sequence, ReadList(sequence, depth))
                : ReadMapping(depth);
        }

        private YamlList ReadList(SequenceStart start, int depth)
        {
            var items = new List<YamlItem>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(depth + 1));
            }

            return new YamlList(items, Line(start), Column(start));
        }

        private YamlItem ReadMapping(int depth)
        {
            var start = parser.Consume<MappingStart>();
            var entries = new List<YamlEntry>();
            var names = new HashSet<string>();
            var merged = new List<YamlEntry>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var at = parser.Current!;
                if (!parser.TryConsume<Scalar>(out var key))
                {
                    throw new YamlException(at.Start, at.End, "a key must be a plain word or text");
                }

                var value = Read(depth + 1);
                if (key is { Value: "<<", Style: ScalarStyle.Plain })
                {
                    merged.AddRange(Merge(value, key));
                }
                else if (names.Add(key.Value))
                {
                    entries.Add(new YamlEntry(key.Value, value, Line(key), Column(key)));
                }
                else
                {
                    throw new YamlException(key.Start, key.End, $"the key '{key.Value}' is given twice");
                }
            }

            entries.AddRange(merged.Where(entry => names.Add(entry.Key)));
            return Anchored(start, new YamlMap(entries, Line(start), Column(start)));
        }

        private IEnumerable<YamlEntry> Merge(YamlItem value, Scalar key)
        {
            foreach (var source in value is YamlList list ? list.Items : [value])
            {
                if (source is not YamlMap map)
                {
                    throw new YamlException(key.Start, key.End, "'<<' takes a mapping or a list of mappings");
                }

                _mergedKeys += map.Entries.Count;
                if (_mergedKeys > MaxMergedKeys)
                {
                    throw new YamlException(key.Start, key.End, $"merges bring in more than {MaxMergedKeys:N0} keys");
                }

                foreach (var entry in map.Entries)
                {
                    yield return entry;
                }
            }
        }

        private YamlItem Anchored(NodeEvent node, YamlItem item)
        {
            if (!node.Anchor.IsEmpty)
            {
                _anchors[node.Anchor] = item;
            }

            return item;
        }

        private static int Line(NodeEvent node) => (int)node.Start.Line;

        private static int Column(NodeEvent node) => (int)node.Start.Column;
    }
}

using System.Text;
using System.Text.Json;

namespace OpsConsole.Core.Common.Yaml;

/// <summary>Reads JSON into the same values with places as <see cref="YamlReader"/>: a YAML parser takes most JSON but not all of it, such as escaped surrogate pairs.</summary>
public static class JsonItems
{
    /// <summary>The value, or error <c>json.invalid</c> with line and column.</summary>
    public static Result<YamlItem?> Read(string text)
    {
        try
        {
            var reader = new Reader(Encoding.UTF8.GetBytes(text));
            return Result.From<YamlItem?>(reader.ReadAll());
        }
        catch (JsonException fault)
        {
            var where = $"line {(fault.LineNumber ?? 0) + 1}, column {(fault.BytePositionInLine ?? 0) + 1}";
            return Error.Invalid("json.invalid", $"The JSON cannot be read: {where}: {fault.Message}", [new ErrorDetail(where, fault.Message)]);
        }
    }

    private ref struct Reader
    {
        private readonly ReadOnlySpan<byte> _utf8;
        private Utf8JsonReader _json;
        private int _counted;
        private int _line = 1;
        private int _lineStart;

        public Reader(ReadOnlySpan<byte> utf8)
        {
            _utf8 = utf8;
            _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = YamlReader.MaxDepth });
        }

        public YamlItem ReadAll()
        {
            _json.Read();
            var item = Value();
            _json.Read();
            return item;
        }

        private YamlItem Value()
        {
            var (line, column) = Place();
            return _json.TokenType switch
            {
                JsonTokenType.StartObject => Map(line, column),
                JsonTokenType.StartArray => List(line, column),
                JsonTokenType.String => new YamlScalar(Text(line, column), false, line, column),
                _ => new YamlScalar(Encoding.UTF8.GetString(_json.ValueSpan), true, line, column),
            };
        }

        private YamlList List(int line, int column)
        {
            var items = new List<YamlItem>();
            while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
                items.Add(Value());
            return new YamlList(items, line, column);
        }

        private YamlMap Map(int line, int column)
        {
            var entries = new List<YamlEntry>();
            var names = new HashSet<string>();
            while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
            {
                var (keyLine, keyColumn) = Place();
                var key = Text(keyLine, keyColumn);
                if (!names.Add(key))
                    throw new JsonException($"the key '{key}' is given twice", null, keyLine - 1, keyColumn - 1);
                _json.Read();
                entries.Add(new YamlEntry(key, Value(), keyLine, keyColumn));
            }

            return new YamlMap(entries, line, column);
        }

        private string Text(int line, int column)
        {
            try
            {
                return _json.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw new JsonException("half a surrogate pair is no character", null, line - 1, column - 1);
            }
        }

        // Tokens come in order, so each stretch is counted once.
        private (int Line, int Column) Place()
        {
            var at = (int)_json.TokenStartIndex;
            for (; _counted < at; _counted++)
            {
                if (_utf8[_counted] == (byte)'\n')
                    (_line, _lineStart) = (_line + 1, _counted + 1);
            }

            return (_line, Encoding.UTF8.GetCharCount(_utf8[_lineStart..at]) + 1);
        }
    }
}

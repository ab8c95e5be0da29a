using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>Reads one object from a position on and rewrites it as strict JSON; gives up at the first thing that no repair covers.</summary>
internal sealed class LooseJsonReader(string text)
{
    private readonly Stack<int> _open = new();
    private int _at;

    public int Position => _at;

    /// <summary>Null when it breaks off; the starts of the objects that were open then are added to <paramref name="brokenOff"/>.</summary>
    public JsonDocument? ReadObject(int start, HashSet<int> brokenOff)
    {
        _at = start;
        _open.Clear();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = StrictJson.MaxDepth + 1 }))
        {
            if (!Container(writer, '}'))
            {
                brokenOff.UnionWith(_open);
                return null;
            }
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = StrictJson.MaxDepth });
    }

    private bool Container(Utf8JsonWriter writer, char close)
    {
        if (_open.Count == StrictJson.MaxDepth)
        {
            return false;
        }

        var isObject = close == '}';
        _open.Push(_at++);
        Open(writer, isObject);
        while (true)
        {
            SkipBlank();
            if (_at >= text.Length || text[_at] == close)
            {
                // The end of the text closes what is open: an answer cut off at its token limit is still found.
                _at = Math.Min(_at + 1, text.Length);
                _open.Pop();
                Close(writer, isObject);
                return true;
            }

            if ((isObject && !Key(writer)) || !Value(writer))
            {
                return false;
            }

            SkipBlank();
            if (_at < text.Length && text[_at] == ',')
            {
                _at++;
            }
            else if (_at < text.Length && text[_at] != close)
            {
                return false;
            }
        }
    }

    private bool Key(Utf8JsonWriter writer)
    {
        var key = text[_at] is '"' or '\'' ? Quoted() : Bare(":");
        SkipBlank();
        if (string.IsNullOrEmpty(key) || _at >= text.Length || text[_at] != ':')
        {
            return false;
        }

        _at++;
        writer.WritePropertyName(key);
        return true;
    }

    private bool Value(Utf8JsonWriter writer)
    {
        SkipBlank();
        var first = _at < text.Length ? text[_at] : '}';
        switch (first)
        {
            case '{':
                return Container(writer, '}');
            case '[':
                return Container(writer, ']');
            case '"' or '\'':
                var quoted = Quoted();
                if (quoted is not null)
                {
                    writer.WriteStringValue(quoted);
                }

                return quoted is not null;
            default:
                var bare = Bare("");
                if (bare is not null)
                {
                    Scalar(writer, bare);
                }

                return bare is not null;
        }
    }

    private string? Quoted()
    {
        var quote = text[_at++];
        var from = _at;
        var end = quote == '"' ? text.AsSpan(_at).IndexOfAny('"', '\\') : text.AsSpan(_at).IndexOf('\'');
        if (end < 0)
        {
            return null;
        }

        _at += end;
        if (text[_at] == quote && (quote == '"' || _at + 1 >= text.Length || text[_at + 1] != '\''))
        {
            return text[from.._at++];
        }

        var result = new StringBuilder(text, from, end, end + 64);
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == quote && (quote == '"' || _at >= text.Length || text[_at] != '\''))
            {
                return result.ToString();
            }

            if (c == quote)
            {
                _at++;
            }
            else if (c == '\\' && quote == '"')
            {
                if (Escaped() is not { } unescaped)
                {
                    return null;
                }

                c = unescaped;
            }

            result.Append(c);
        }

        return null;
    }

    private char? Escaped()
    {
        if (_at >= text.Length)
        {
            return null;
        }

        switch (text[_at++])
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'u' when _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default: return null;
        }
    }

    /// <summary>Unquoted text up to a mark that ends it; null when it runs into a bracket or quote that cannot stand there.</summary>
    private string? Bare(string alsoEndsAt)
    {
        var from = _at;
        while (_at < text.Length && text[_at] is not (',' or '}' or ']') && !alsoEndsAt.Contains(text[_at], StringComparison.Ordinal))
        {
            if (text[_at] is '{' or '[' or '"')
            {
                return null;
            }

            _at++;
        }

        return text[from.._at].Trim();
    }

    private static void Scalar(Utf8JsonWriter writer, string bare)
    {
        switch (bare)
        {
            case "" or "null" or "~":
                writer.WriteNullValue();
                break;
            case "true" or "false":
                writer.WriteBooleanValue(bare == "true");
                break;
            case [>= '0' and <= '9', ..] or ['-', >= '0' and <= '9', ..]
                when double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(bare);
                break;
        }
    }

    private void SkipBlank()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if (text.AsSpan(_at).StartsWith("//"))
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end + 1;
            }
            else if (text.AsSpan(_at).StartsWith("/*"))
            {
                var end = text.IndexOf("*/", _at, StringComparison.Ordinal);
                _at = end < 0 ? text.Length : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private static void Open(Utf8JsonWriter writer, bool isObject)
    {
        if (isObject)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }
    }

    private static void Close(Utf8JsonWriter writer, bool isObject)
    {
        if (isObject)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }
}

using System.Buffers;
using System.Security;
using System.Xml;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Texts that XML can hold: a model may answer with characters that it cannot.</summary>
public static class XmlSafeText
{
    private static readonly SearchValues<char> Harmless =
        SearchValues.Create([.. Enumerable.Range(' ', 0xD800 - ' ').Select(code => (char)code), '\t', '\n', '\r']);

    private const char Replacement = '\uFFFD';

    public static string Attribute(string text) => SecurityElement.Escape(Clean(text))!;

    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(Harmless) < 0)
            return text;
        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var isPair = i + 1 < source.Length && XmlConvert.IsXmlSurrogatePair(source[i + 1], source[i]);
                target[i] = isPair || XmlConvert.IsXmlChar(source[i]) ? source[i] : Replacement;
                if (isPair)
                    target[++i] = source[i];
            }
        });
    }
}

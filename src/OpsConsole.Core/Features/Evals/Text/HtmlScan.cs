using System.Collections.Frozen;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>
/// What a text shows of HTML, in one pass: its tags, known or not, and whether words stand outside of every element. It judges, it does not parse: an HTML5
/// parser makes a document of any text.
/// </summary>
internal sealed class HtmlScan
{
    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "address", "article", "aside", "audio", "b", "blockquote", "body", "br", "button", "canvas", "caption", "cite", "code", "col", "colgroup",
        "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link",
        "main", "map", "mark", "menu", "meta", "meter", "nav", "noscript", "object", "ol", "optgroup", "option", "output", "p", "picture", "pre", "progress", "q",
        "s", "samp", "script", "section", "select", "slot", "small", "source", "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td",
        "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "u", "ul", "var", "video", "wbr", "font", "center");

    private static readonly FrozenSet<string> Void = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private readonly HashSet<string> _opened = new(StringComparer.OrdinalIgnoreCase);
    private int _depth;
    private bool _commentsEnd = true;

    private HtmlScan()
    {
    }

    /// <summary>A tag of an element that HTML has.</summary>
    public bool HasKnownTag { get; private set; }

    /// <summary>Start and end tag of one name, known or not, as web components have them.</summary>
    public bool HasPair { get; private set; }

    public bool HasDoctype { get; private set; }

    /// <summary>An XML declaration: the text is XML, whatever its elements are called.</summary>
    public bool HasXmlDeclaration { get; private set; }

    /// <summary>Words before, between or after the elements.</summary>
    public bool HasTextOutside { get; private set; }

    public static HtmlScan Of(string text)
    {
        var scan = new HtmlScan();
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '<' ? scan.Markup(text, at) : at;
            if (end == at)
            {
                scan.HasTextOutside |= scan._depth == 0 && !char.IsWhiteSpace(text[at]);
                end++;
            }

            at = end;
        }

        return scan;
    }

    /// <summary>The end of what begins here, or the same place when it is no markup.</summary>
    private int Markup(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<!--"))
        {
            // Looked for once when there is none: a text of nothing but <!-- would be searched to its end from each.
            var end = _commentsEnd ? text.IndexOf("-->", at + 4, StringComparison.Ordinal) : -1;
            _commentsEnd = end >= 0;
            return end < 0 ? at : end + 3;
        }

        if (rest.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("<?xml"))
        {
            HasDoctype |= rest[1] == '!';
            HasXmlDeclaration |= rest[1] == '?';
            var end = text.IndexOf('>', at);
            return end < 0 ? at : end + 1;
        }

        return Tag(text, at);
    }

    private int Tag(string text, int at)
    {
        var isEnd = at + 1 < text.Length && text[at + 1] == '/';
        var from = at + (isEnd ? 2 : 1);
        var to = from;
        while (to < text.Length && (char.IsAsciiLetterOrDigit(text[to]) || text[to] == '-'))
        {
            to++;
        }

        if (to == from || !char.IsAsciiLetter(text[from]) || to == text.Length || !(char.IsWhiteSpace(text[to]) || text[to] is '>' or '/'))
        {
            return at;
        }

        var close = Close(text, to);
        if (close < 0)
        {
            return at;
        }

        Count(text[from..to], isEnd, isClosed: text[close - 1] == '/');
        return close + 1;
    }

    /// <summary>The <c>&gt;</c> that ends the tag; those in quotes do not. A tag that runs into the next one is no tag.</summary>
    private static int Close(string text, int at)
    {
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '>' or '<')
            {
                return c == '>' ? at : -1;
            }
        }

        return -1;
    }

    private void Count(string name, bool isEnd, bool isClosed)
    {
        HasKnownTag |= Elements.Contains(name);
        if (isEnd)
        {
            HasPair |= _opened.Contains(name);
            _depth = Math.Max(0, _depth - 1);
        }
        else if (!isClosed && !Void.Contains(name))
        {
            _opened.Add(name);
            _depth++;
        }
    }
}

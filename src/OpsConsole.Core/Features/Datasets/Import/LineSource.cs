using System.Text;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>A line and how it ended: a quoted CSV field spans lines and must keep its own line endings.</summary>
internal readonly record struct TextLine(string Content, string Ending);

/// <summary>Lines with their endings, which <see cref="TextReader.ReadLine"/> throws away.</summary>
internal sealed class LineSource(TextReader text)
{
    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _partial = new();
    private int _at;
    private int _filled;

    public async ValueTask<TextLine?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var feed = _buffer.AsSpan(_at, _filled - _at).IndexOf('\n');
            if (feed >= 0)
            {
                _partial.Append(_buffer, _at, feed);
                _at += feed + 1;
                return Take(feedFound: true);
            }

            _partial.Append(_buffer, _at, _filled - _at);
            _at = 0;
            _filled = await text.ReadAsync(_buffer, cancellationToken);
            if (_filled == 0)
            {
                return _partial.Length == 0 ? null : Take(feedFound: false);
            }
        }
    }

    private TextLine Take(bool feedFound)
    {
        var hasReturn = feedFound && _partial.Length > 0 && _partial[^1] == '\r';
        var content = _partial.ToString(0, _partial.Length - (hasReturn ? 1 : 0));
        _partial.Clear();
        return new TextLine(content, hasReturn ? "\r\n" : feedFound ? "\n" : "");
    }
}

using System.Globalization;
using System.Text;

namespace OpsConsole.Templates;

/// <summary>Collects the output and stops the rendering in mid-way once it is too long.</summary>
internal sealed class BoundedWriter(RenderBudget budget) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value) => Room(1).Append(value);

    public override void Write(string? value) => Room(value?.Length ?? 0).Append(value);

    public override void Write(char[] buffer, int index, int count) => Room(count).Append(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Room(buffer.Length).Append(buffer);

    // The base class would queue a task for each piece.
    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    public override string ToString() => _text.ToString();

    private StringBuilder Room(int characters)
    {
        if (_text.Length + characters > LiquidTemplate.MaxOutputLength)
        {
            throw new RenderLimitException($"The rendered text is longer than {LiquidTemplate.MaxOutputLength:N0} characters.");
        }

        budget.Spend(characters);
        return _text;
    }
}

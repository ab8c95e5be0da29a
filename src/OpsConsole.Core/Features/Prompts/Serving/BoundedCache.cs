using System.Collections.Concurrent;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>Keeps values by name up to a number and a size; one too many empties it, which is rare enough not to need anything finer.</summary>
internal sealed class BoundedCache<T>(int mostEntries, long mostBytes, Func<T, long> size)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _held = new(StringComparer.Ordinal);
    private long _bytes;

    public int Count => _held.Count;

    public IEnumerable<T> Values => _held.Select(entry => entry.Value);

    public T? Find(ReadOnlySpan<char> name) => _held.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value) ? value : null;

    public void Put(string name, T value)
    {
        var bytes = size(value);
        if (bytes > mostBytes)
            return;
        Remove(name);
        if (_held.Count >= mostEntries || Interlocked.Add(ref _bytes, bytes) > mostBytes)
        {
            _held.Clear();
            Interlocked.Exchange(ref _bytes, bytes);
        }

        _held[name] = value;
    }

    public void Remove(string name)
    {
        if (_held.TryRemove(name, out var gone))
            Interlocked.Add(ref _bytes, -size(gone));
    }

    public void Clear()
    {
        _held.Clear();
        Interlocked.Exchange(ref _bytes, 0);
    }
}

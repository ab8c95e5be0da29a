using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>
/// What services fetch, held in memory. A label that moves is read anew before the next request on this node is answered, and within five seconds on others.
/// While the database is away, what is held is served and marked.
/// </summary>
public sealed class ServedPrompts : IDisposable
{
    private const int LongestName = (2 * KeyRules.MaxLength) + 1;
    private static readonly TimeSpan MissKept = TimeSpan.FromSeconds(2);

    private readonly BoundedCache<ServedLabel> _labels = new(10_000, 256L * 1024 * 1024, label => label.Bytes);

    // Versions that were submitted never change.
    private readonly BoundedCache<ServedPrompt> _versions = new(5_000, 64L * 1024 * 1024, version => version.Body.Length);
    private readonly BoundedCache<Miss> _misses = new(1_000, long.MaxValue, _ => 0);
    private readonly ConcurrentDictionary<string, Lazy<Task<Result<ServedLabel>>>> _reading = new(StringComparer.Ordinal);
    private readonly ServedReader _reader;
    private readonly LabelWatch _watch;
    private readonly TimeProvider _clock;
    private int _generation;

    public ServedPrompts(IDbContextFactory<OpsDbContext> contexts, ChangeFeed changes, TimeProvider clock)
    {
        _reader = new ServedReader(contexts);
        _watch = new LabelWatch(_reader, changes, clock, Forget);
        _clock = clock;
    }

    private sealed record Miss(Error Error, long At);

    /// <summary>How long the answers have come from memory alone; null while the database answers.</summary>
    public TimeSpan? FromMemory => _watch.IsAway ? _watch.Age : null;

    /// <summary>How many names are remembered as not there.</summary>
    internal int Misses => _misses.Count;

    /// <summary>Answers at once, or not: nothing is held, it may be old, or the database is away.</summary>
    public bool TryGet(ReadOnlySpan<char> key, ReadOnlySpan<char> label, string? subject, out ServedPrompt prompt)
    {
        prompt = null!;
        if (key.Length > KeyRules.MaxLength || label.Length > KeyRules.MaxLength || !_watch.IsCurrent())
            return false;
        Span<char> name = stackalloc char[LongestName];
        key.CopyTo(name);
        name[key.Length] = '\n';
        label.CopyTo(name[(key.Length + 1)..]);
        if (_labels.Find(name[..(key.Length + 1 + label.Length)]) is not { IsStale: false } held)
            return false;
        prompt = held.HasCanary ? held.For(key.ToString(), label.ToString(), subject) : held.Stable;
        return true;
    }

    internal async Task<Result<PromptAnswer>> GetAsync(string key, string label, string? subject, CancellationToken cancellationToken)
    {
        await _watch.CatchUpAsync(cancellationToken);
        if (label == PromptLabel.Latest)
            return await ReadNewestAsync(key, cancellationToken);

        var name = $"{key}\n{label}";
        var held = _labels.Find(name);
        if (held is { IsStale: false })
            return Answer(held.For(key, label, subject));
        if (_misses.Find(name) is { } miss && _clock.GetElapsedTime(miss.At) < MissKept)
            return miss.Error;
        var read = _watch.IsAway ? Unavailable(key) : await ReadOnceAsync(key, label, name, cancellationToken);
        if (read.IsOk)
            return Answer(read.Value.For(key, label, subject));
        return held is not null && read.Error.Kind == ErrorKind.Unavailable ? Answer(held.For(key, label, subject)) : read.Error;
    }

    internal async Task<Result<PromptAnswer>> GetAsync(string key, int number, CancellationToken cancellationToken)
    {
        await _watch.CatchUpAsync(cancellationToken);
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}\n{number}");
        if (_versions.Find(name) is { } held)
            return Answer(held);
        var read = await ReadAsync(key, () => _reader.VersionAsync(key, number, cancellationToken));
        if (read is { IsOk: true, Value.MayBeKept: true })
            _versions.Put(name, read.Value);
        return read.IsOk ? Answer(read.Value) : read.Error;
    }

    public void Dispose() => _watch.Dispose();

    private async Task<Result<PromptAnswer>> ReadNewestAsync(string key, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(key, () => _reader.VersionAsync(key, null, cancellationToken));
        return read.IsOk ? Answer(read.Value) : read.Error;
    }

    private PromptAnswer Answer(ServedPrompt prompt) => new(prompt, FromMemory);

    /// <summary>However many ask for it at once. Who asks after a move does not share the answer of a reading that began before it.</summary>
    private Task<Result<ServedLabel>> ReadOnceAsync(string key, string label, string name, CancellationToken cancellationToken)
    {
        var generation = Volatile.Read(ref _generation);
        var ticket = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}\n{generation}");
        return _reading.GetOrAdd(ticket, _ => new Lazy<Task<Result<ServedLabel>>>(() => ReadAndKeepAsync(key, label, name, ticket, generation))).Value.WaitAsync(cancellationToken);
    }

    private async Task<Result<ServedLabel>> ReadAndKeepAsync(string key, string label, string name, string ticket, int generation)
    {
        try
        {
            var read = await ReadAsync(key, () => _reader.LabelAsync(key, label, CancellationToken.None));
            if (read.IsOk && read.Value.MayBeKept)
            {
                _labels.Put(name, read.Value);
                if (Volatile.Read(ref _generation) != generation)
                    read.Value.MarkStale();
            }
            else if (!read.IsOk && read.Error.Kind != ErrorKind.Unavailable)
            {
                _labels.Remove(name);
                _misses.Put(name, new Miss(read.Error, _clock.GetTimestamp()));
                if (Volatile.Read(ref _generation) != generation)
                    _misses.Remove(name);
            }

            return read;
        }
        finally
        {
            _reading.TryRemove(ticket, out _);
        }
    }

    private async Task<Result<T>> ReadAsync<T>(string key, Func<Task<Result<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (DatabaseAway.Is(fault))
        {
            _watch.Fail();
            return Unavailable(key);
        }
    }

    private static Error Unavailable(string key) =>
        Error.Unavailable("prompts.unavailable", $"The database does not answer, and the prompt '{key}' is not in memory as it was asked for.");

    private void Forget(IReadOnlySet<int>? prompts)
    {
        Interlocked.Increment(ref _generation);
        _misses.Clear();
        foreach (var label in _labels.Values.Where(label => prompts?.Contains(label.PromptId) != false))
            label.MarkStale();
    }
}

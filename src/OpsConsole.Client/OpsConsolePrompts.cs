using System.Collections.Concurrent;

namespace OpsConsole.Client;

/// <summary>
/// Fetches prompts and keeps them for a minute. An older answer is given at once and asked again in the background; when the server cannot be reached it stays in
/// use, and a prompt that was never fetched comes from the bundle. Make one for the whole program: it is the cache.
/// </summary>
public sealed class OpsConsolePrompts
{
    private readonly PromptServer _server;
    private readonly OpsConsolePromptsOptions _options;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<PromptAddress, KeptPrompt> _kept = new();
    private readonly ConcurrentDictionary<PromptAddress, Lazy<Task<KeptPrompt>>> _asking = new();
    private readonly ConcurrentDictionary<PromptAddress, long> _failed = new();

    /// <param name="http">With the server's address as its <see cref="HttpClient.BaseAddress"/>.</param>
    public OpsConsolePrompts(HttpClient http, OpsConsolePromptsOptions? options = null, TimeProvider? clock = null)
    {
        _options = options ?? new OpsConsolePromptsOptions();
        _clock = clock ?? TimeProvider.System;
        _server = new PromptServer(http, _options, _clock);
    }

    /// <param name="label"><c>production</c> when neither a label nor a version is given.</param>
    /// <param name="subject">Who the prompt is for: a user or a tenant stays on one arm while a canary runs.</param>
    /// <exception cref="OpsConsoleException">There is no such prompt, or no way to know and none in the bundle.</exception>
    public async Task<FetchedPrompt> GetAsync(string key, string? label = null, int? version = null, string? subject = null, CancellationToken cancellationToken = default)
    {
        var address = new PromptAddress(key, version is null ? label ?? "production" : label, version, subject);
        if (_kept.TryGetValue(address, out var kept))
        {
            if (_clock.GetElapsedTime(kept.CheckedAt) < _options.FreshFor)
                return Answer(kept, PromptSource.Cache);
            if (!IsLeftAlone(address))
                _ = AskAsync(address);
            return Answer(kept, PromptSource.StaleCache);
        }

        if (IsLeftAlone(address) && _options.Bundle.Find(address) is { } shipped)
            return FromBundle(shipped);
        try
        {
            return Answer(await AskAsync(address).WaitAsync(cancellationToken), PromptSource.Server);
        }
        catch (OpsConsoleException away) when (away.Code == OpsConsoleException.Unreachable && _options.Bundle.Find(address) is { } bundled)
        {
            return FromBundle(bundled);
        }
    }

    internal int Kept => _kept.Count;

    /// <summary>Comes back when nothing is being asked any more.</summary>
    internal Task WhenIdleAsync() => Task.WhenAll(_asking.Values.Select(asking => asking.Value.ContinueWith(_ => { }, TaskScheduler.Default)));

    private FetchedPrompt Answer(KeptPrompt kept, PromptSource source) => new(kept.Template, source, _clock.GetElapsedTime(kept.CheckedAt), _options.System);

    private FetchedPrompt FromBundle(PromptDocument document) => new(new PromptTemplates(document), PromptSource.Bundle, null, _options.System);

    private bool IsLeftAlone(PromptAddress address) => _failed.TryGetValue(address, out var at) && _clock.GetElapsedTime(at) < _options.RetryAfter;

    /// <summary>However many ask at once, the server hears it once.</summary>
    private Task<KeptPrompt> AskAsync(PromptAddress address) =>
        _asking.GetOrAdd(address, asked => new Lazy<Task<KeptPrompt>>(() => Task.Run(() => AskServerAsync(asked)))).Value;

    private async Task<KeptPrompt> AskServerAsync(PromptAddress address)
    {
        try
        {
            var answer = await _server.FetchAsync(address, _kept.GetValueOrDefault(address));
            _failed.TryRemove(address, out _);
            if (answer.MayBeKept)
                Keep(address, answer);
            return answer;
        }
        catch (OpsConsoleException fault)
        {
            // What the server refuses is gone; what it does not answer stays.
            if (fault.Code == OpsConsoleException.Unreachable)
                _failed[address] = _clock.GetTimestamp();
            else
                _kept.TryRemove(address, out _);
            throw;
        }
        finally
        {
            _asking.TryRemove(address, out _);
        }
    }

    private void Keep(PromptAddress address, KeptPrompt answer)
    {
        if (_kept.Count >= _options.MostKept && !_kept.ContainsKey(address))
        {
            foreach (var (old, _) in _kept.OrderBy(entry => entry.Value.CheckedAt).Take(1 + (_options.MostKept / 10)))
                _kept.TryRemove(old, out _);
        }

        if (_failed.Count >= _options.MostKept)
            _failed.Clear();
        _kept[address] = answer;
    }
}

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>The last few things that were asked for. What they weigh together stays under a limit; the one just added is always kept.</summary>
internal sealed class RecentlyUsed<TKey, TValue>(long limit, Func<TValue, long> weigh)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(TKey Key, TValue Value)> _order = [];
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    private long _weight;

    public TValue? Find(TKey key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return default;
            }

            _order.Remove(node);
            _order.AddFirst(node);
            return node.Value.Value;
        }
    }

    /// <summary>The value that is kept under the key: the given one, or the one somebody else has added meanwhile.</summary>
    public TValue Add(TKey key, TValue value)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var there))
            {
                return there.Value.Value;
            }

            _byKey[key] = _order.AddFirst((key, value));
            _weight += weigh(value);
            while (_weight > limit && _order.Count > 1)
            {
                var last = _order.Last!;
                _order.RemoveLast();
                _byKey.Remove(last.Value.Key);
                _weight -= weigh(last.Value.Value);
            }

            return value;
        }
    }

    public void Remove(TKey key)
    {
        lock (_lock)
        {
            if (_byKey.Remove(key, out var node))
            {
                _order.Remove(node);
                _weight -= weigh(node.Value.Value);
            }
        }
    }
}

namespace OpsConsole.Core.Ai.Monitoring;

/// <summary>A ring of buckets over the recent past; a bucket that is met again after a round starts empty. Not thread-safe.</summary>
internal sealed class TimeBuckets<T>(int count, TimeSpan width, TimeProvider clock)
    where T : class, new()
{
    private readonly T[] _values = [.. Enumerable.Range(0, count).Select(_ => new T())];
    private readonly long[] _numbers = new long[count];

    public T Current
    {
        get
        {
            var number = Number;
            var slot = (int)(number % count);
            if (_numbers[slot] != number)
                (_numbers[slot], _values[slot]) = (number, new T());
            return _values[slot];
        }
    }

    public IEnumerable<T> Recent => _values.Where((_, slot) => _numbers[slot] > Number - count);

    private long Number => clock.GetUtcNow().UtcTicks / width.Ticks;
}

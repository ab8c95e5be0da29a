using System.Numerics;

namespace OpsConsole.Core.Statistics;

/// <summary>
/// xoshiro256** seeded by SplitMix64 (Blackman and Vigna, ACM TOMS 47(4), 2021). Ours and not System.Random, whose sequence .NET may change:
/// a stored interval must come out the same when it is computed again years later.
/// </summary>
internal struct SeededRandom
{
    private ulong _a, _b, _c, _d;

    public SeededRandom(ulong seed)
    {
        _a = Split(ref seed);
        _b = Split(ref seed);
        _c = Split(ref seed);
        _d = Split(ref seed);
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 to n − 1, from the high half of a product (Lemire 2019); the bias is below n/2⁶⁴.</summary>
    public int Below(int n) => (int)Math.BigMul(Next(), (ulong)n, out _);

    private static ulong Split(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

using System.Collections;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>
/// The tests in promptfoo's order: the index is its <c>testIdx</c>. All but the first wait in a file, not in memory: there may be a hundred thousand,
/// and as objects each takes some 4 KB. Reading them in order is cheap. Not thread-safe.
/// </summary>
public sealed class EvalTests : IReadOnlyList<EvalTest>, IDisposable
{
    // Plain letters instead of \u escapes: what is read back is shown as it is.
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly FileStream _file = TemporaryFile.Open();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<long> _ends = [];
    private readonly List<EvalTest> _kept = [];
    private readonly List<string> _variables = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private IReadOnlyList<Assertion> _first = [];
    private int _common;
    private double? _threshold;
    private bool _sameThreshold = true;
    private (int Index, EvalTest? Test) _last;

    /// <summary>Most evaluations have no more tests than this: they are spared the file.</summary>
    private const int MostKept = 1_000;

    public int Count => _ends.Count;

    /// <summary>The variables of all tests, in order of first use.</summary>
    public IReadOnlyList<string> Variables => _variables;

    /// <summary>The assertions that every test begins with: the same objects, from <c>defaultTest</c> or from the test whose lists were expanded.</summary>
    public IReadOnlyList<Assertion> Shared => [.. _first.Take(_common)];

    /// <summary>
    /// SHA-256 over all tests in order: equal for equal tests. It was taken as they came, so that asking for it reads nothing; what only the first
    /// test has of the assertions that were kept for all is added here.
    /// </summary>
    public string Hash => ContentHash.Of(new { Tests = Convert.ToHexStringLower(_hash.GetCurrentHash()), First = _first.Skip(_common) });

    /// <summary>Where all tests have the same.</summary>
    public double? Threshold => _sameThreshold ? _threshold : null;

    /// <summary>Some test is not asked of exactly the providers that are listed.</summary>
    public bool AnyAsked { get; private set; }

    public EvalTest this[int index]
    {
        get
        {
            // The results of one test follow each other, one for each candidate.
            if (_last.Test is null || _last.Index != index)
                _last = (index, Read(index));
            return _last.Test!;
        }
    }

    public IEnumerator<EvalTest> GetEnumerator() => Enumerable.Range(0, Count).Select(Read).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    /// <summary>Those that are wanted, in a file of their own; this one is disposed.</summary>
    internal EvalTests Only(Func<EvalTest, bool> wanted)
    {
        using (this)
        {
            var some = new EvalTests();
            foreach (var test in this.Where(wanted))
                some.Add(test);
            return some;
        }
    }

    internal void Add(EvalTest test)
    {
        if (Count == 0)
            (_first, _common, _threshold) = (test.Assertions, test.Assertions.Count, test.Threshold);
        _common = Math.Min(_common, test.Assertions.Zip(_first).TakeWhile(pair => ReferenceEquals(pair.First, pair.Second)).Count());
        AnyAsked |= test.Asked is not null;
        _sameThreshold &= test.Threshold == _threshold;
        _variables.AddRange(test.Vars.Keys.Where(_known.Add));
        var entry = JsonSerializer.SerializeToUtf8Bytes(new Entry(_common, test with { Assertions = [.. test.Assertions.Skip(_common)] }), Plain);
        _hash.AppendData(entry);
        _file.Write(entry);
        _ends.Add(_file.Position);
        if (_kept.Count < MostKept)
            _kept.Add(test);
    }

    private EvalTest Read(int index)
    {
        if (index < _kept.Count)
            return _kept[index];
        var start = index == 0 ? 0 : _ends[index - 1];
        var bytes = new byte[_ends[index] - start];

        // Seeking to where it stands already keeps what is read ahead.
        _file.Seek(start, SeekOrigin.Begin);
        _file.ReadExactly(bytes);
        var (shared, test) = JsonSerializer.Deserialize<Entry>(bytes, Plain)!;
        return test with { Assertions = test.Assertions.Count == 0 && shared == _first.Count ? _first : [.. _first.Take(shared), .. test.Assertions] };
    }

    /// <param name="Shared">How many assertions of the first test come before its own.</param>
    private sealed record Entry(int Shared, EvalTest Test);
}

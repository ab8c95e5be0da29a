using OpsConsole.Core.Common;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>The providers of a configuration: those that it lists, and after them those that single tests bring along.</summary>
internal sealed class SuiteProviders
{
    private readonly List<EvalProvider> _all = [];

    public IReadOnlyList<EvalProvider> All => _all;

    public IEnumerable<EvalProvider> Listed => _all.Where(provider => !provider.ForTests);

    public void List(IEnumerable<EvalProvider> providers) => _all.AddRange(providers);

    /// <summary>Indexes of the listed ones that a reference means: a label, an id, a pattern with <c>*</c>, or, as promptfoo has it, what stands before a colon of an id.</summary>
    public IReadOnlyList<int> Matching(string reference) =>
        [.. _all.Index().Where(entry => !entry.Item.ForTests && (Matches(reference, entry.Item.Label) || Matches(reference, entry.Item.Id))).Select(entry => entry.Index)];

    /// <summary>Where the provider of a test stands; tests with an equal one share it.</summary>
    public int OfTest(EvalProvider provider)
    {
        var same = _all.FindIndex(known => known.ForTests && known.Label == provider.Label && known.Id == provider.Id && ContentHash.Of(known.Settings) == ContentHash.Of(provider.Settings));
        if (same >= 0)
            return same;
        _all.Add(provider with { ForTests = true });
        return _all.Count - 1;
    }

    private static bool Matches(string reference, string name) =>
        name == reference
        || name.StartsWith($"{reference}:", StringComparison.Ordinal)
        || (reference.Contains('*') && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(reference.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: false));
}

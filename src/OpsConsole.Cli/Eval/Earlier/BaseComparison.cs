using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Output;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Cli.Eval.Earlier;

/// <summary>Collects results test by test while they are written, and compares them with those of a base, paired by test, repeats averaged.</summary>
internal sealed class BaseComparison
{
    private readonly IReadOnlyList<PlannedCandidate> _candidates;
    private readonly IReadOnlyList<EarlierColumn?> _bases;
    private readonly List<Dictionary<string, Share>> _shares;
    private (int Index, string Hash) _last = (-1, "");

    private BaseComparison(IReadOnlyList<PlannedCandidate> candidates, IReadOnlyList<EarlierColumn?> bases)
    {
        (_candidates, _bases) = (candidates, bases);
        _shares = [.. candidates.Select(_ => new Dictionary<string, Share>(StringComparer.Ordinal))];
    }

    /// <summary>Refused before the first call where nothing could be compared in the end.</summary>
    public static async Task<Result<BaseComparison>> ReadAsync(string path, string config, EvalPlan plan, CancellationToken cancellationToken)
    {
        var results = await EarlierFile.ReadAsync(path, config, cancellationToken);
        if (!results.IsOk)
            return results.Error;
        var columns = EarlierColumn.Of(results.Value);
        var bases = plan.Candidates.Select(candidate => EarlierColumn.For(candidate, plan.Candidates, columns)).ToList();
        if (bases.TrueForAll(column => column is null))
        {
            return Error.Invalid("eval.compare-no-candidate", $"{path} has none of the candidates: it holds {string.Join(", ", columns.Select(column => column.Name))}, and this evaluation asks {string.Join(", ", plan.Candidates.Select(candidate => candidate.Name))}.");
        }

        var known = columns.SelectMany(column => column.Shares.Keys).ToHashSet(StringComparer.Ordinal);
        return plan.Config.Tests.Any(test => known.Contains(EarlierResult.HashOf(test.Vars)))
            ? new BaseComparison(plan.Candidates, bases)
            : Error.Invalid("eval.compare-nothing-common", $"{path} has no test in common with this configuration: tests pair by their variables, and none of its {known.Count} has the same.");
    }

    public void Add(EvalResult result)
    {
        if (result.FailureReason == FailureReason.Error)
            return;
        if (_last.Index != result.TestIdx)
            _last = (result.TestIdx, EarlierResult.HashOf(result.Test.Vars));
        _shares[result.PromptIdx][_last.Hash] = _shares[result.PromptIdx].GetValueOrDefault(_last.Hash).With(result.Success);
    }

    public IReadOnlyList<ComparedWithBase> Compare()
    {
        var pairs = _candidates.Select(candidate => Pair(candidate)).OfType<ComparedWithBase>().ToList();
        return [.. pairs.Zip(Comparison.AdjustTogether([.. pairs.Select(pair => pair.Comparison)]), (pair, adjusted) => pair with { Comparison = adjusted })];
    }

    private ComparedWithBase? Pair(PlannedCandidate candidate)
    {
        if (_bases[candidate.Position] is not { } column)
            return null;
        var here = _shares[candidate.Position];
        var common = here.Keys.Where(column.Shares.ContainsKey).ToList();
        double[] before = [.. common.Select(test => column.Shares[test].Value)], after = [.. common.Select(test => here[test].Value)];
        return new ComparedWithBase(
            candidate, column.Name, here.Count - common.Count, column.Shares.Count - common.Count, Comparison.Of(before, after),
            before.Zip(after).Count(pair => pair is (0, 1)), before.Zip(after).Count(pair => pair is (1, 0)));
    }
}

/// <summary>Of one test under one candidate: how many of its answers passed.</summary>
internal readonly record struct Share(int Passed, int Answered)
{
    public double Value => (double)Passed / Answered;

    public Share With(bool passed) => new(Passed + (passed ? 1 : 0), Answered + 1);
}

/// <param name="OnlyHere">Tests that the base has no answer to.</param>
internal sealed record ComparedWithBase(PlannedCandidate Candidate, string Base, int OnlyHere, int OnlyThere, Comparison Comparison, int Fixed, int Regressed)
{
    public string Words => ComparisonWords.Of(Comparison);

    /// <summary>"; 3 tests are only here, 2 only in the base", or nothing.</summary>
    public string Unpaired => (OnlyHere, OnlyThere) switch
    {
        (0, 0) => "",
        (var here, 0) => $"; {here} only here",
        (0, var there) => $"; {there} only in the base",
        var (here, there) => $"; {here} only here, {there} only in the base",
    };
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges.Asking;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Core.Features.Judges;

/// <summary>
/// Settles when a run is planned which version of each judge decides it, so that a repeat of the run, or its second half after an interruption, asks the same
/// one. A judge that cannot be asked is better known before the calls than after them.
/// </summary>
internal static class JudgePins
{
    /// <summary>Into the run's own assertions.</summary>
    /// <param name="priced">The day on which every judge must have a price; null where none is needed.</param>
    public static async Task<Result<IReadOnlyList<Assertion>>> PinAsync(OpsDbContext context, IReadOnlyList<Assertion> assertions, DateOnly? priced, CancellationToken cancellationToken)
    {
        if (!assertions.Any(IsGraded))
            return Result.From(assertions);
        var pinning = new Pinning(await SeatedJudge.LoadAsync(context, cancellationToken), priced);
        IReadOnlyList<Assertion> pinned = [.. assertions.Select((assertion, i) => pinning.Pin(assertion, $"assertion {i + 1}"))];
        return pinning.Refusal is { } refusal ? refusal : Result.From(pinned);
    }

    /// <summary>Of the assertions on the cases of a dataset version. Those belong to the dataset and are not copied into the run: it keeps the answers alone.</summary>
    public static async Task<Result<IReadOnlyList<JudgePin>>> OfCasesAsync(OpsDbContext context, int datasetVersionId, DateOnly? priced, CancellationToken cancellationToken)
    {
        var graded = new List<(string Where, Assertion Assertion)>();
        var cases = context.DatasetCases.AsNoTracking().Where(row => row.DatasetVersionId == datasetVersionId).OrderBy(row => row.Position).Select(row => new { row.Key, row.Assertions });
        await foreach (var entry in cases.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            for (var i = 0; i < entry.Assertions.Count; i++)
            {
                if (IsGraded(entry.Assertions[i]))
                    graded.Add(($"case {entry.Key}, assertion {i + 1}", entry.Assertions[i]));
            }
        }

        if (graded.Count == 0)
            return Result.From<IReadOnlyList<JudgePin>>([]);
        var pinning = new Pinning(await SeatedJudge.LoadAsync(context, cancellationToken), priced);
        graded.ForEach(entry => pinning.Pin(entry.Assertion, entry.Where));
        return pinning.Refusal is { } refusal ? refusal : Result.From<IReadOnlyList<JudgePin>>([.. pinning.Pins]);
    }

    private static bool IsGraded(Assertion assertion) => assertion.Assert?.Any(IsGraded) ?? GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is not null;

    private sealed class Pinning(IReadOnlyList<SeatedJudge> judges, DateOnly? priced)
    {
        /// <summary>Places at fault that a refusal lists; the rest is counted.</summary>
        private const int ListedMost = 20;

        private readonly List<Error> _faults = [];
        private int _further;

        public HashSet<JudgePin> Pins { get; } = [];

        /// <summary>Null where every judge can be asked.</summary>
        public Error? Refusal => _faults.Count == 0 ? null
            : _faults.Count + _further is var all and > 1 ? AssertionErrors.All(_faults) with { Message = $"{_faults[0].Message} {all - 1} more cannot be judged either." }
            : _faults[0];

        public Assertion Pin(Assertion assertion, string where)
        {
            if (assertion.Assert is { } inner)
                return assertion with { Assert = [.. inner.Select((part, i) => Pin(part, $"{where}, {i + 1} in the set"))] };
            if (GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is not { } type)
                return assertion;

            var judge = JudgeBench.Pick(judges, type.Name, assertion.Judge);
            var error = !judge.IsOk ? judge.Error : judge.Value.Fault is { } fault ? JudgeErrors.Unfit(judge.Value.Ref, fault)
                : priced is { } day && judge.Value.Model.PriceOn(day) is null && !judge.Value.Endpoint.Kind.IsLocal() ? RunErrors.NoPriceForCap(judge.Value.Model.Key)
                : null;
            if (error is not null)
            {
                Refuse($"{where} ({assertion.Type})", error);
                return assertion;
            }

            Pins.Add(new JudgePin(type.Name, assertion.Judge, judge.Value.Ref));
            return assertion with { Judge = judge.Value.Ref };
        }

        private void Refuse(string where, Error error)
        {
            if (_faults.Count < ListedMost)
                _faults.Add(error with { Message = $"{char.ToUpperInvariant(where[0])}{where[1..]}: {error.Message}", Details = [new ErrorDetail(where, error.Message)] });
            else
                _further++;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges.Model;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>Finds the judge that an assertion means. Judges are read when the first is asked for: most runs ask none.</summary>
/// <param name="pins">What the assertions of the cases meant when the run was planned.</param>
internal sealed class JudgeBench(IDbContextFactory<OpsDbContext> contexts, IReadOnlyList<JudgePin> pins)
{
    private readonly Dictionary<(string Type, string? Asked), string> _pins = pins.ToDictionary(pin => (pin.Type, pin.Asked), pin => pin.Judge);
    private readonly Lock _lock = new();
    private Task<IReadOnlyList<SeatedJudge>>? _judges;

    public async Task<Result<SeatedJudge>> FindAsync(string type, string? asked, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<SeatedJudge>> judges;
        lock (_lock)
        {
            judges = _judges ??= LoadAsync();
        }

        return Pick(await judges.WaitAsync(cancellationToken), type, _pins.GetValueOrDefault((type, asked)) ?? asked);
    }

    /// <summary>Without a name the only judge of the type; without a number its newest version that is not retired.</summary>
    public static Result<SeatedJudge> Pick(IReadOnlyList<SeatedJudge> judges, string type, string? asked)
    {
        if (asked is null)
        {
            var serving = judges.Where(seat => seat.Judge.AssertionType == type && seat.Judge.RetiredAt is null).GroupBy(seat => seat.Judge.Key).ToList();
            return serving switch
            {
                [] => JudgeErrors.NoneFor(type),
                [var only] => only.MaxBy(seat => seat.Judge.Number)!,
                _ => JudgeErrors.SeveralFor(type, serving.Select(group => group.Key)),
            };
        }

        if (JudgeRef.Parse(asked) is not { } reference)
            return JudgeErrors.NotFound(asked);
        var found = judges.Where(seat => seat.Judge.Key == reference.Key && (reference.Number is { } number ? seat.Judge.Number == number : seat.Judge.RetiredAt is null))
            .MaxBy(seat => seat.Judge.Number);
        return found is null ? JudgeErrors.NotFound(asked)
            : found.Judge.AssertionType != type ? JudgeErrors.OtherType(asked, found.Judge.AssertionType, type)
            : found;
    }

    private async Task<IReadOnlyList<SeatedJudge>> LoadAsync()
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            return await SeatedJudge.LoadAsync(context, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // Not what a judge said: the run is interrupted and goes on with a new bench.
            throw new StoreFaultException(fault);
        }
    }
}

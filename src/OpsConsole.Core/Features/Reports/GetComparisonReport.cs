using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Comparisons;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A comparison to be written out: with every interval and verdict, which a page shows as they come and a file must have.</summary>
public sealed class GetComparisonReport(CompareRuns compare) : IUseCase
{
    public async Task<Result<ComparisonReport>> HandleAsync(CompareRuns.Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var comparison = await compare.HandleAsync(query, actor, cancellationToken);
        if (!comparison.IsOk)
            return comparison.Error;
        await comparison.Value.Completed.WaitAsync(cancellationToken);
        return comparison.Value.Report;
    }
}

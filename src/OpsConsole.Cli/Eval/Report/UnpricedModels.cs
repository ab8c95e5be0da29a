using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Output;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;

namespace OpsConsole.Cli.Eval.Report;

/// <summary>Models that were asked, and whose calls are in no sum because nobody knows their price.</summary>
internal static class UnpricedModels
{
    public static async Task<IReadOnlyList<string>> FindAsync(IDbContextFactory<OpsDbContext> contexts, EvalReport report, CancellationToken cancellationToken)
    {
        var asked = report.Run.Candidates.Where(candidate => candidate is { DoneCells: > 0, Summary.CostPer1000Usd: null }).Select(candidate => candidate.ModelKey);
        var graders = report.Plan.Config.Graders.Select(grader => grader.Key).ToList();
        if (graders.Count == 0)
            return [.. asked.Distinct()];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var judges = await context.Judges
            .Where(judge => graders.Contains(judge.Key) && judge.Model!.Prices.Count == 0 && judge.Model.Provider!.Kind != ProviderKind.Builtin && judge.Model.Provider.Kind != ProviderKind.Echo)
            .Select(judge => judge.Model!.Key).ToListAsync(cancellationToken);
        return [.. asked.Concat(judges).Distinct()];
    }
}

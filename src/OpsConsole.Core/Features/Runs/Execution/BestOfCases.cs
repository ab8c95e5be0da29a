using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Checks;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Evals.Scripts;
using OpsConsole.Core.Features.Judges.Asking;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>
/// The last step of a run with <c>select-best</c>: compares the candidates' answers of each case, fills in the verdicts that waited for it, and weighs those
/// cells anew. Interrupted, it goes on with the cases that still wait.
/// </summary>
internal sealed class BestOfCases(IDbContextFactory<OpsDbContext> contexts, RunPlan plan, RunLease lease, JudgeDesk desk, ITemplateRenderer templates)
{
    private const int CasesAPage = 20;

    private readonly Run _run = plan.Run;
    private readonly Dictionary<int, OutputTransform?> _transforms = plan.Candidates.ToDictionary(candidate => candidate.Id, candidate => candidate.Transform);

    public async Task DecideAsync(CancellationToken cancellationToken)
    {
        for (var after = -1; ;)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var waiting = context.RunCells.Where(cell => cell.RunId == _run.Id && cell.AssertionsJson!.Contains(SelectBestCheck.Waiting));
            var positions = await waiting.Select(cell => cell.CasePosition).Distinct().Where(position => position > after).OrderBy(position => position).Take(CasesAPage).ToListAsync(cancellationToken);
            if (positions.Count == 0)
                return;
            after = positions[^1];
            var cells = await waiting.Where(cell => positions.Contains(cell.CasePosition)).Include(cell => cell.Case).OrderBy(cell => cell.Id).ToListAsync(cancellationToken);
            var groups = cells.Where(IsWaiting).GroupBy(cell => (cell.CasePosition, cell.Repeat)).Select(group => group.ToList()).ToList();
            var panels = groups.ConvertAll(group => new CellPanel(desk, group[0].Repeat));
            await Parallel.ForEachAsync(
                Enumerable.Range(0, groups.Count),
                new ParallelOptions { MaxDegreeOfParallelism = _run.Concurrency, CancellationToken = cancellationToken },
                async (i, token) => await DecideAsync(groups[i], panels[i], token));
            await StoreAsync(context, panels.Aggregate(Money.Zero, (sum, panel) => sum + panel.Billed));
            if (desk.Cache is not null)
                await desk.Cache.KeepAsync(panels.SelectMany(panel => panel.Fresh), CancellationToken.None);
        }
    }

    // The words alone do not tell: any reason may quote them.
    private static bool IsWaiting(RunCell cell) => ResultsOf(cell).Any(result => result is { IsNotJudged: true, Reason: SelectBestCheck.Waiting });

    private static AssertionResult[] ResultsOf(RunCell cell) => JsonSerializer.Deserialize<AssertionResult[]>(cell.AssertionsJson!, JsonColumn.Options)!;

    private async Task DecideAsync(IReadOnlyList<RunCell> cells, CellPanel panel, CancellationToken cancellationToken)
    {
        var entry = cells[0].Case!;
        IReadOnlyList<Assertion> assertions = [.. _run.Assertions, .. entry.Assertions];
        var results = cells.Select(ResultsOf).ToList();
        for (var at = 0; at < assertions.Count; at++)
        {
            if (AssertionTypes.Positive(assertions[at].Type) == GradedTypes.SelectBest)
                await DecideAsync(assertions[at], at, entry, cells, results, panel, cancellationToken);
        }

        foreach (var (cell, judged) in cells.Zip(results))
            Write(cell, judged, AssertionSet.Weigh(judged, entry.Threshold ?? _run.Threshold));
        cells[0].JudgeCost = panel.Cost is { } cost ? (cells[0].JudgeCost ?? Money.Zero) + cost : cells[0].JudgeCost;
    }

    private async Task DecideAsync(
        Assertion assertion, int at, DatasetCase entry, IReadOnlyList<RunCell> cells, IReadOnlyList<AssertionResult[]> results, CellPanel panel, CancellationToken cancellationToken)
    {
        using var variables = JsonDocument.Parse(entry.VariablesJson);
        var context = new AssertionContext
        {
            Output = "",
            Expected = entry.Expected,
            Variables = variables.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
        };
        var judge = assertion.Judge;
        var criterion = ValueTemplate.Render(assertion.Value!.Value, CaseVariables.Of(context, expectedAsList: false), templates);
        var outputs = Outputs(assertion, cells, context.Variables);
        var (standings, fault) = !criterion.IsOk ? (null, criterion.Error.Message)
            : !outputs.IsOk ? (null, outputs.Error.Message)
            : cells.Count < 2 ? (null, "fewer than two candidates have answered")
            : await Tournament.PlayAsync(cells.Count, AskAsync);
        for (var i = 0; i < cells.Count; i++)
        {
            var waited = results[i][at];
            var inverse = AssertionTypes.IsInverse(assertion.Type);
            results[i][at] = standings is null
                ? waited with { Reason = fault ?? "the judge gave no answer", Judge = judge ?? "none" }
                : waited with
                {
                    Pass = standings[i].IsBest != inverse,
                    Score = inverse ? 1 - standings[i].Score : standings[i].Score,
                    Reason = standings[i].Reason,
                    Fault = false,
                    Judge = judge,
                };
        }

        async Task<JudgeReply> AskAsync(int first, int second)
        {
            var material = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["rubric"] = string.Join('\n', GradedCheck.Texts(criterion.Value) is { IsOk: true } texts ? texts.Value : []),
                ["output_a"] = outputs.Value[first],
                ["output_b"] = outputs.Value[second],
            };
            if (JudgeMaterial.Question(context) is { Length: > 0 } question)
                material["question"] = question;
            var reply = await panel.AskAsync(new JudgeQuestion(GradedTypes.SelectBest, assertion.Judge, JudgeAnswerShape.Preference, material), cancellationToken);
            judge = reply.Judge;
            return reply;
        }
    }

    /// <summary>What is compared: the answers after the transforms of their candidates and of the assertion, as every other assertion sees them.</summary>
    private Result<IReadOnlyList<string>> Outputs(Assertion assertion, IReadOnlyList<RunCell> cells, IReadOnlyDictionary<string, JsonElement> variables)
    {
        var own = assertion.Transform is { } source ? OutputTransform.Compile(source) : (Result<OutputTransform>?)null;
        var outputs = new List<string>();
        foreach (var cell in cells)
        {
            var output = cell.Output ?? "";
            foreach (var transform in new[] { _transforms[cell.CandidateId], own?.Value })
            {
                var made = transform is null ? output : transform.Apply(output, variables);
                if (!made.IsOk)
                    return made.Error with { Message = $"transform: {made.Error.Message}" };
                output = made.Value;
            }

            outputs.Add(output);
        }

        return outputs;
    }

    private static void Write(RunCell cell, IReadOnlyList<AssertionResult> results, CellVerdict verdict)
    {
        cell.AssertionsJson = JsonSerializer.Serialize(results, JsonColumn.Options);
        (cell.State, cell.ErrorCode, cell.ErrorMessage) = verdict.NotJudged is { } why ? (CellState.Failed, CellExecutor.NotJudged, CellExecutor.Cut(why)) : (CellState.Done, null, null);
        (cell.Pass, cell.Score) = verdict.NotJudged is null ? (verdict.Pass, verdict.Score) : ((bool?)null, (double?)null);
    }

    /// <summary>Cells, cost and counts in one transaction that also proves the lease. What was asked is paid for: it takes no cancellation.</summary>
    private async Task StoreAsync(OpsDbContext context, Money billed)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        var held = await context.Database.ExecuteSqlAsync(
            $"""UPDATE "Runs" SET "Cost" = "Cost" + {billed.NanoDollars}, "LeaseUntil" = {lease.Until} WHERE "Id" = {_run.Id} AND "LeaseOwner" = {lease.Owner}""");
        if (held == 0)
            throw new LeaseLostException();
        await context.SaveChangesAsync();
        await context.Runs.Where(row => row.Id == _run.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DoneCells, row => context.RunCells.Count(cell => cell.RunId == row.Id && cell.State == CellState.Done))
            .SetProperty(row => row.FailedCells, row => context.RunCells.Count(cell => cell.RunId == row.Id && cell.State == CellState.Failed)));
        await context.RunCandidates.Where(row => row.RunId == _run.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.DoneCells, row => context.RunCells.Count(cell => cell.CandidateId == row.Id && cell.State == CellState.Done))
            .SetProperty(row => row.FailedCells, row => context.RunCells.Count(cell => cell.CandidateId == row.Id && cell.State == CellState.Failed))
            .SetProperty(row => row.PassedCells, row => context.RunCells.Count(cell => cell.CandidateId == row.Id && cell.Pass == true))
            .SetProperty(row => row.ScoreSum, row => context.RunCells.Where(cell => cell.CandidateId == row.Id).Sum(cell => cell.Score ?? 0)));
        await transaction.CommitAsync();
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Judges;

/// <summary>What a judge said of a result that people have labelled: where several assertions asked it, it passes if it passed them all.</summary>
/// <param name="Ref"><c>key@number</c>.</param>
/// <param name="People">What most of them said; null where they are split or said neither.</param>
internal sealed record JudgedItem(
    string Ref, bool Judge, double Score, string Reason, bool? People, IReadOnlyList<string> Labels, int QueueId, int Number, int RunId, string CaseKey, string Title, string Candidate)
{
    /// <summary>
    /// One query: labelled results are as many as people have labelled. Only those of queues that have ended count: until then a reviewer may change a
    /// label, and what is shown here would tell what others said.
    /// </summary>
    /// <param name="judgeKey">Null for all judges.</param>
    public static async Task<IReadOnlyList<JudgedItem>> LoadAsync(OpsDbContext context, string? judgeKey, CancellationToken cancellationToken)
    {
        var mark = judgeKey is null ? "\"judge\":\"" : $"\"judge\":\"{judgeKey}@";
        var rows = await context.LabelItems.AsNoTracking()
            .Where(item => item.Cell!.AssertionsJson!.Contains(mark) && item.Queue!.State != LabelQueueState.Open)
            .OrderBy(item => item.Id)
            .Select(item => new
            {
                item.QueueId,
                item.Position,
                item.CellId,
                item.Cell!.RunId,
                CaseKey = item.Cell.Case!.Key,
                item.Cell.Case.Title,
                Candidate = item.Cell.Candidate!.Name,
                item.Cell.AssertionsJson,
                Labels = item.Labels.Where(label => label.GivenAt != null).Select(label => new { label.Pass, label.Rating, label.ByName }).ToList(),
            })
            .ToListAsync(cancellationToken);

        // A result that stands in two queues is still one result: its labels count together.
        return
        [
            .. from cell in rows.GroupBy(row => row.CellId)
               let first = cell.First()
               let labels = cell.SelectMany(row => row.Labels).ToList()
               where labels.Count > 0
               from verdicts in JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(first.AssertionsJson!, JsonColumn.Options)!.SelectMany(Flat)
                   .Where(result => result is { Judge: not null, Fault: false } && (judgeKey is null || result.Judge.StartsWith($"{judgeKey}@", StringComparison.Ordinal)))
                   .GroupBy(result => result.Judge!)

               // People said one thing of the whole result: each assertion of its own would count their label again.
               let result = verdicts.FirstOrDefault(verdict => !verdict.Pass) ?? verdicts.First()
               select new JudgedItem(
                   verdicts.Key, result.Pass, result.Score, result.Reason, HumanVerdict.Majority(labels.Select(label => HumanVerdict.Of(label.Pass, label.Rating))),
                   [.. labels.Select(label => $"{label.ByName}: {LabelWords.Of(label.Pass, label.Rating)}")], first.QueueId, first.Position + 1, first.RunId, first.CaseKey, first.Title, first.Candidate),
        ];
    }

    private static IEnumerable<AssertionResult> Flat(AssertionResult result) => result.Parts is { Count: > 0 } parts ? parts.SelectMany(Flat) : [result];
}

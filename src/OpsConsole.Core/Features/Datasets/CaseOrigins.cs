using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Finds what a case is said to come from, and the place where it can be looked at.</summary>
internal static class CaseOrigins
{
    public static async Task<Result<CaseOrigin>> FindAsync(OpsDbContext context, CaseOriginKind kind, string reference, CancellationToken cancellationToken)
    {
        var missing = DatasetErrors.OriginNotFound(kind, reference.Length <= OriginJson.MaxReferenceLength ? reference : reference[..OriginJson.MaxReferenceLength]);
        var number = NumberOf(reference);
        switch (kind)
        {
            case CaseOriginKind.Call:
                return await context.Calls.AnyAsync(row => row.CallId == reference, cancellationToken) ? new CaseOrigin(kind, reference, null) : missing;
            case CaseOriginKind.Feedback:
                return await context.Feedback.AnyAsync(row => row.FeedbackId == reference, cancellationToken) ? new CaseOrigin(kind, reference, null) : missing;
            case CaseOriginKind.Playground:
                var answer = await context.PlaygroundAnswers.Where(row => row.Id == number).Select(row => new { row.TrialId }).SingleOrDefaultAsync(cancellationToken);
                return answer is null ? missing : new CaseOrigin(kind, reference, $"/playground?trial={answer.TrialId}");
            case CaseOriginKind.Result:
                var cell = await context.RunCells.Where(row => row.Id == number).Select(row => new { row.RunId, row.Case!.Key }).SingleOrDefaultAsync(cancellationToken);
                return cell is null ? missing : new CaseOrigin(kind, reference, $"/runs/{Run.KeyOf(cell.RunId)}?case={Uri.EscapeDataString(cell.Key)}");
            default:
                return missing;
        }
    }

    private static long? NumberOf(string reference) => long.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

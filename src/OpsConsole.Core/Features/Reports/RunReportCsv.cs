namespace OpsConsole.Core.Features.Reports;

/// <summary>A row for each case and candidate, repeats together.</summary>
internal static class RunReportCsv
{
    public static async Task WriteAsync(TextWriter writer, RunReport report, CancellationToken cancellationToken)
    {
        await writer.WriteLineAsync("case,title,tags,candidate,promptKey,promptVersion,provider,model,outcome,score,passed,answered,reason");
        await foreach (var row in report.Cases.WithCancellation(cancellationToken))
        {
            foreach (var (candidate, cell) in report.Run.Candidates.Zip(row.Cells))
            {
                var line = CsvText.Line(
                    row.Key, row.Title, string.Join("; ", row.Tags), candidate.Name, candidate.PromptKey, candidate.PromptNumber, candidate.ProviderKey, candidate.ModelKey,
                    cell.Outcome.ToString(), cell.Score, cell.Passed, cell.Answered, row.Reasons.GetValueOrDefault(candidate.Position));
                await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
            }
        }
    }
}

using System.Text.Json;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>One JSON object a line; empty lines are skipped but counted.</summary>
internal static class JsonlCases
{
    public static async Task ReadAsync(
        TextReader text, ImportTally tally, IReadOnlyCollection<string> required, bool namesAreVariables, CancellationToken cancellationToken)
    {
        for (var row = 1; !tally.IsFull && await text.ReadLineAsync(cancellationToken) is { } line; row++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (line.Contains(ImportText.Invalid))
            {
                tally.BadRow(new ImportProblem(row, null, $"position {line.IndexOf(ImportText.Invalid) + 1} is not valid UTF-8"));
                continue;
            }

            var (value, fault) = StrictJson.Parse(line);
            if (fault is null && value.ValueKind != JsonValueKind.Object)
            {
                fault = "a line must hold one JSON object";
            }

            if (fault is not null)
            {
                tally.BadRow(new ImportProblem(row, null, fault));
                continue;
            }

            var draft = new CaseDraft(row);
            CaseMembers.Read(value, draft, tally.Column, namesAreVariables);
            draft.Complete(required);
            tally.Add(draft);
        }
    }
}

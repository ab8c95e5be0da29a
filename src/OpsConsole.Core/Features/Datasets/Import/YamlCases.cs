using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Tests as promptfoo writes them: a list, or a mapping with the one key <c>tests</c>.</summary>
internal static class YamlCases
{
    // Room for a value of the longest length, each of its letters escaped.
    private const long MaxTestBytes = YamlJson.MaxBytes;

    public static async Task ReadAsync(TextReader text, ImportTally tally, IReadOnlyCollection<string> required, CancellationToken cancellationToken)
    {
        // The parser reads synchronously and an upload must not be read so; a document has to fit in memory anyway.
        var content = await text.ReadToEndAsync(cancellationToken);
        if (content.IndexOf(ImportText.Invalid) is >= 0 and var bad)
        {
            tally.Problem(new ImportProblem(0, null, "the file is not valid UTF-8", content.AsSpan(0, bad).Count('\n') + 1));
            return;
        }

        var document = YamlReader.Read(new StringReader(content));
        if (!document.IsOk)
        {
            tally.Problem(new ImportProblem(0, null, document.Error.Details is [var detail] ? $"{detail.Where}: {detail.Reason}" : document.Error.Message));
            return;
        }

        var tests = document.Value is YamlMap { Entries: [{ Key: "tests", Value: var inner }] } ? inner : document.Value;
        if (tests is YamlList list)
        {
            // Tests that share an alias are written out each: their sum is bounded as the file is.
            var left = DatasetImporter.MaxBytes;
            foreach (var (index, test) in list.Items.Index().TakeWhile(_ => !tally.IsFull))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (left <= 0)
                {
                    tally.Problem(new ImportProblem(index + 1, null, "written out with their aliases the tests are too large; reading stopped here", test.Line));
                    break;
                }

                left -= ReadTest(index + 1, test, tally, required, Math.Min(left, MaxTestBytes));
            }
        }
        else if (tests is not null and not YamlScalar { Text: "" })
        {
            tally.Problem(new ImportProblem(0, null, "a list of tests was expected here", tests.Line));
        }
    }

    /// <returns>Bytes of JSON it took.</returns>
    private static long ReadTest(int row, YamlItem test, ImportTally tally, IReadOnlyCollection<string> required, long maxBytes)
    {
        if (test is not YamlMap map)
        {
            tally.BadRow(new ImportProblem(row, null, "a test is a mapping with 'vars', 'assert' …", test.Line));
            return 0;
        }

        var draft = new CaseDraft(row, map.Line);
        foreach (var entry in map.Entries.Where(entry => !CaseMembers.Known.Contains(entry.Key) && !CaseMembers.IsShorthand(entry.Key)))
        {
            draft.Problem(entry.Key, $"the key '{Excerpt.Of(entry.Key)}' is not known", entry.Line);
        }

        Result<JsonElement> json = draft.Problems.Count == 0 ? YamlJson.ToJson(map, maxBytes) : default;
        var spent = 0L;
        if (!json.IsOk)
        {
            draft.Problem(null, json.Error.Message);
            spent = maxBytes;
        }
        else if (draft.Problems.Count == 0)
        {
            CaseMembers.Read(json.Value, draft, tally.Column);
            draft.Complete(required);
            spent = json.Value.GetRawText().Length;
        }

        tally.Add(draft);
        return spent;
    }
}

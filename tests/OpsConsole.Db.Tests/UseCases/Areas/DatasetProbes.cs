using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Checks;
using OpsConsole.Core.Features.Datasets.Compare;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

/// <summary>The dataset of the world is frozen: what adds a version opens it first.</summary>
internal static class DatasetProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(AddDatasetVersion)] = async on =>
        {
            await OpenAsync(on);
            await OkAsync(on.Get<AddDatasetVersion>().HandleAsync(new(on.World.Dataset.Key, Cases, DatasetFormat.Csv, "why"), UseCaseProbes.Actor, Now));
        },
        [typeof(PreviewImport)] = async on =>
        {
            await OpenAsync(on);
            await OkAsync(on.Get<PreviewImport>().HandleAsync(new(on.World.Dataset.Key, Cases, DatasetFormat.Csv), UseCaseProbes.Actor, Now));
        },
        [typeof(AddCase)] = async on =>
        {
            await OpenAsync(on);
            await using var context = await on.Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(Now);
            AddCase.Origin[] origins =
            [
                new(CaseOriginKind.Call, await context.Calls.Select(row => row.CallId).FirstAsync(Now)),
                new(CaseOriginKind.Feedback, await context.Feedback.Select(row => row.FeedbackId).FirstAsync(Now)),
                new(CaseOriginKind.Playground, Text(await context.PlaygroundAnswers.Select(row => row.Id).FirstAsync(Now))),
                new(CaseOriginKind.Result, Text(await context.RunCells.Select(row => row.Id).FirstAsync(Now))),
            ];
            foreach (var origin in origins)
                await OkAsync(on.Get<AddCase>().HandleAsync(new(on.World.Dataset.Key, Question, origin), UseCaseProbes.Actor, Now));
        },
        [typeof(CheckCase)] = on => OkAsync(on.Get<CheckCase>().HandleAsync(new(on.World.Dataset.Key, Question), UseCaseProbes.Actor, Now)),
        [typeof(EditCases)] = async on =>
        {
            await OpenAsync(on);
            CaseEdit[] edits = [new CaseEdit.Tag([on.World.Case.Key], ["new"], []), new CaseEdit.Add(Question)];
            await OkAsync(on.Get<EditCases>().HandleAsync(new(on.World.Dataset.Key, 1, edits, "why"), UseCaseProbes.Actor, Now));
            Assert.Equal("datasets.changed-meanwhile", (await on.Get<EditCases>().HandleAsync(new(on.World.Dataset.Key, 1, edits, "why"), UseCaseProbes.Actor, Now)).Error?.Code);
        },
        [typeof(DiffDatasetVersions)] = async on =>
        {
            await OpenAsync(on);
            await OkAsync(on.Get<AddCase>().HandleAsync(new(on.World.Dataset.Key, Question), UseCaseProbes.Actor, Now));
            Assert.Equal(1, (await OkAsync(on.Get<DiffDatasetVersions>().HandleAsync(new(on.World.Dataset.Key, 1, 2), UseCaseProbes.Actor, Now))).Counts.Added);
        },
        [typeof(FreezeDataset)] = async on =>
        {
            await OpenAsync(on);
            await OkAsync(on.Get<FreezeDataset>().HandleAsync(new(on.World.Dataset.Key, true, "again"), UseCaseProbes.Actor, Now));
        },
        [typeof(SetVariablesSchema)] = on => OkAsync(on.Get<SetVariablesSchema>().HandleAsync(new(on.World.Dataset.Key, "{}", 0), UseCaseProbes.Actor, Now)),
        [typeof(ListCaseKeys)] = on => OkAsync(on.Get<ListCaseKeys>().HandleAsync(new(on.World.Dataset.Key, null, "c", "cover", "test"), UseCaseProbes.Actor, Now)),
        [typeof(GetCaseGroups)] = on => OkAsync(on.Get<GetCaseGroups>().HandleAsync(new(on.World.Dataset.Key), UseCaseProbes.Actor, Now)),
        [typeof(FindDuplicates)] = on => OkAsync(on.Get<FindDuplicates>().HandleAsync(new(on.World.Dataset.Key), UseCaseProbes.Actor, Now)),
        [typeof(FindPromptLeaks)] = async on => Assert.NotEqual(0, (await OkAsync(on.Get<FindPromptLeaks>().HandleAsync(on.World.Prompt.Key, 1, UseCaseProbes.Actor, Now))).Datasets),
        [typeof(FindLeaks)] = async on => Assert.NotEqual(0, (await OkAsync(on.Get<FindLeaks>().HandleAsync(new(on.World.Dataset.Key), UseCaseProbes.Actor, Now))).PromptVersions),
    };

    private static CaseInput Question => new() { Variables = JsonSerializer.SerializeToElement(new { question = "What?" }), Tags = ["new"], Split = "test" };

    private static Task OpenAsync(ProbedConsole on) => OkAsync(on.Get<FreezeDataset>().HandleAsync(new(on.World.Dataset.Key, false, "to add"), UseCaseProbes.Actor, Now));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class FrozenDatasetTests : DatasetShelf
{
    [Fact]
    public async Task EveryDoor_FrozenDataset_SaysWhoAndWhy()
    {
        await ImportAsync("""{"id":"a","vars":{"q":"one"}}""");
        await FreezeAsync("Audit of the autumn release");

        Error?[] refusals =
        [
            (await ImportAsync("""{"id":"a","vars":{"q":"two"}}""")).Error,
            (await Console.Get<PreviewImport>().HandleAsync(new("golden", Stream("q\nx\n"), DatasetFormat.Csv), TestConsole.Engineer, None)).Error,
            (await Console.Get<AddCase>().HandleAsync(new("golden", Question("new")), TestConsole.Engineer, None)).Error,
            (await Console.Get<EditCases>().HandleAsync(new("golden", 1, [new CaseEdit.Tag(["a"], ["t"], [])], ""), TestConsole.Engineer, None)).Error,
            (await FreezeAsync("again")).Error,
        ];

        Assert.All(refusals, refusal =>
        {
            Assert.Equal(("datasets.frozen", ErrorKind.Conflict), (refusal?.Code, refusal!.Kind));
            Assert.Contains("Ada Engineer froze 'golden' on 23 November 2026: Audit of the autumn release.", refusal.Message, StringComparison.Ordinal);
        });
        var dataset = await DatasetAsync();
        Assert.Equal((1, new GetDataset.Freeze("Ada Engineer", Console.Clock.GetUtcNow().UtcDateTime, "Audit of the autumn release.")), (dataset.LatestVersion, dataset.Frozen));
    }

    [Fact]
    public async Task Unfreeze_ThenImport_Works()
    {
        await FreezeAsync("for now");
        Assert.True((await UnfreezeAsync("the audit is over")).IsOk);

        Assert.Equal(1, (await ImportAsync("""{"id":"a","vars":{"q":"one"}}""")).Value.Version);
        Assert.Null((await DatasetAsync()).Frozen);
        Assert.Equal("datasets.not-frozen", (await UnfreezeAsync("again")).Error?.Code);
        await using var context = Console.Database.CreateDbContext();
        var events = await context.AuditEvents.OrderBy(row => row.Id).Where(row => row.ObjectKey == "golden").Select(row => row.Action).ToListAsync(None);
        Assert.Equal(["dataset.created", "dataset.frozen", "dataset.unfrozen", "dataset.version-added"], events);
    }

    [Fact]
    public async Task Freeze_NoReasonOrNoRight_IsRefused()
    {
        Assert.Equal("reason", (await FreezeAsync(" ")).Error!.Details![0].Where);
        Assert.Equal(ErrorKind.Denied, (await Console.Get<FreezeDataset>().HandleAsync(new("golden", true, "x"), TestConsole.Viewer, None)).Error?.Kind);
        Assert.Equal(ErrorKind.Denied, (await Console.Get<FreezeDataset>().HandleAsync(new("golden", false, "x"), TestConsole.Viewer, None)).Error?.Kind);
        Assert.Equal("datasets.not-found", (await Console.Get<FreezeDataset>().HandleAsync(new("none", true, "x"), TestConsole.Engineer, None)).Error?.Code);
    }

    private Task<Result> FreezeAsync(string reason) => Console.Get<FreezeDataset>().HandleAsync(new("golden", true, reason), TestConsole.Engineer, None);

    private Task<Result> UnfreezeAsync(string reason) => Console.Get<FreezeDataset>().HandleAsync(new("golden", false, reason), TestConsole.Engineer, None);
}

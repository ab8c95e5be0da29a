using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class EditCasesTests : DatasetShelf
{
    private static readonly Actor Bea = Actor.Person("u-bea", "Bea Builder", [Role.Author]);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ImportAsync(
            """
            {"id":"a","vars":{"q":"one"},"tags":["x"],"split":"train","origin":{"kind":"call","reference":"c-1"}}
            {"id":"b","vars":{"q":"two"}}
            {"id":"c","vars":{"q":"three"}}
            """);
    }

    [Fact]
    public async Task HandleAsync_SeveralEdits_MakeOneVersionWithAllOfThem()
    {
        var added = await EditAsync(
            1,
            new CaseEdit.Put("a", new CaseInput { Variables = Json("""{"q":"uno"}"""), Tags = ["x"], Split = "train", Expected = ["1"] }),
            new CaseEdit.Add(Question("four")),
            new CaseEdit.Remove(["b"]),
            new CaseEdit.Tag(["a", "c"], ["hard"], ["x"]),
            new CaseEdit.Split(["c"], " test "));

        Assert.Equal(new AddDatasetVersion.Added(2, 3), added.Value);
        var (first, third) = (await CaseAsync("a"), await CaseAsync("c"));
        Assert.Equal(("uno", "train", 0), (first.Title, first.Split, first.Position));
        Assert.Equal(["hard"], first.Tags);
        Assert.Equal("c-1", first.Origin!.Reference);
        Assert.Equal(("test", 1), (third.Split, third.Position));
        Assert.Equal(("four", 2), ((await CaseAsync("C-0004")).Title, (await CaseAsync("C-0004")).Position));
        Assert.Equal("one", (await CaseAsync("a", version: 1)).Title);
        Assert.Equal(("edited", "Ada Engineer"), ((await DatasetAsync()).Versions[0].ChangeNote, (await DatasetAsync()).Versions[0].CreatedBy));
    }

    [Fact]
    public async Task HandleAsync_SomebodyElseWasFirst_StoresNothingAndNamesWhatBothTouched()
    {
        await Console.Get<EditCases>().HandleAsync(new("golden", 1, [new CaseEdit.Split(["a"], "test"), new CaseEdit.Remove(["b"])], "hers"), Bea, None);

        var refused = await EditAsync(1, new CaseEdit.Tag(["a", "b", "c"], ["hard"], []));

        Assert.Equal(("datasets.changed-meanwhile", ErrorKind.Conflict), (refused.Error?.Code, refused.Error!.Kind));
        Assert.Contains("Bea Builder added version 2", refused.Error.Message, StringComparison.Ordinal);
        Assert.Equal([new("a", "changed in version 2 too"), new("b", "removed in version 2 too")], refused.Error.Details!);
        Assert.Equal(2, (await DatasetAsync()).LatestVersion);

        // The same edits, but for the case that is gone, go onto the newest.
        Assert.Equal(3, (await EditAsync(2, new CaseEdit.Tag(["a", "c"], ["hard"], []))).Value.Version);
        Assert.Equal("test", (await CaseAsync("a")).Split);
    }

    [Fact]
    public async Task HandleAsync_TwoAtOnce_OneWinsAndTheOtherIsToldSo()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(index => Task.Run(() => EditAsync(1, new CaseEdit.Tag(["a"], [$"t{index}"], [])))));

        Assert.Single(results, result => result.IsOk);
        Assert.Equal("datasets.changed-meanwhile", Assert.Single(results, result => !result.IsOk).Error!.Code);
    }

    [Fact]
    public async Task HandleAsync_FaultInOneEdit_NamesTheCaseAndStoresNothing()
    {
        var refused = await EditAsync(1, new CaseEdit.Remove(["b"]), new CaseEdit.Put("c", new CaseInput { Variables = Json("{}") }));

        Assert.StartsWith("c: ", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("datasets.case-gone", (await EditAsync(1, new CaseEdit.Remove(["b"]), new CaseEdit.Split(["b"], "x"))).Error!.Code);
        Assert.Equal("datasets.no-case-left", (await EditAsync(1, new CaseEdit.Remove(["a", "b", "c"]))).Error!.Code);
        Assert.Equal("datasets.nothing-edited", (await EditAsync(1)).Error!.Code);
        Assert.Equal("datasets.unchanged", (await EditAsync(1, new CaseEdit.Tag(["a"], ["x"], []))).Error!.Code);
        Assert.Equal(1, (await DatasetAsync()).LatestVersion);
    }

    [Fact]
    public async Task Filters_BySplitAndTag_FindTheEditedCases()
    {
        await EditAsync(1, new CaseEdit.Split(["b", "c"], "test"), new CaseEdit.Tag(["c"], ["hard", "x"], []));

        var keys = (await Console.Get<ListCaseKeys>().HandleAsync(new("golden", Split: "test"), TestConsole.Viewer, None)).Value;
        var page = (await Console.Get<ListCases>().HandleAsync(new("golden", Tag: "hard", Split: "test"), TestConsole.Viewer, None)).Value;
        var groups = (await Console.Get<GetCaseGroups>().HandleAsync(new("golden"), TestConsole.Viewer, None)).Value;

        Assert.Equal(["b", "c"], keys);
        Assert.Equal(("c", 1), (Assert.Single(page.Items).Key, page.Total));
        Assert.Equal([new("x", 2), new("hard", 1)], groups.Tags);
        Assert.Equal([new("test", 2), new("train", 1)], groups.Splits);
        Assert.Equal(CaseOriginKind.Call, (await Console.Get<ListCases>().HandleAsync(new("golden"), TestConsole.Viewer, None)).Value.Items[0].Origin!.Kind);
    }

    private Task<Result<AddDatasetVersion.Added>> EditAsync(int basedOn, params CaseEdit[] edits) =>
        Console.Get<EditCases>().HandleAsync(new("golden", basedOn, edits, "edited"), TestConsole.Engineer, None);
}

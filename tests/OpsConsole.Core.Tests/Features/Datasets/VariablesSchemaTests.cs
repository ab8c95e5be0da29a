using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Datasets;

public sealed class VariablesSchemaTests : DatasetShelf
{
    private const string Schema = """{"type":"object","required":["q"],"properties":{"q":{"type":"string","minLength":2}}}""";

    [Fact]
    public async Task EveryDoor_CaseAgainstTheSchema_IsNamedAndNothingIsStored()
    {
        Assert.True((await SetAsync(Schema)).IsOk);

        var import = await ImportAsync("""{"id":"a","vars":{"q":"good"}}""" + "\n\n" + """{"id":"b","vars":{"q":7}}""" + "\n" + """{"id":"c","vars":{"x":1}}""");
        Assert.Equal(["row 3, column vars", "row 4, column vars"], import.Error!.Details!.Select(detail => detail.Where));
        Assert.Contains("/q", import.Error.Details![0].Reason, StringComparison.Ordinal);
        var preview = (await Console.Get<PreviewImport>().HandleAsync(new("golden", Stream("q\nlong\nx\n"), DatasetFormat.Csv), TestConsole.Engineer, None)).Value;
        Assert.Equal((1, 3), (preview.ProblemCount, preview.Problems[0].Row));

        var added = await Console.Get<AddCase>().HandleAsync(new("golden", new CaseInput { Variables = Json("""{"q":"x"}""") }), TestConsole.Engineer, None);
        Assert.Equal(("datasets.against-schema", "case 1 (C-0001)"), (added.Error?.Code, added.Error!.Details![0].Where));
        Assert.Equal(0, (await DatasetAsync()).LatestVersion);
    }

    [Fact]
    public async Task Edit_OtherCaseAgainstTheSchema_IsNamedToo()
    {
        await ImportAsync("""{"id":"a","vars":{"q":"x"}}""" + "\n" + """{"id":"b","vars":{"q":"good"}}""");

        var saved = (await SetAsync(Schema)).Value;
        var edited = await Console.Get<EditCases>().HandleAsync(new("golden", 1, [new CaseEdit.Tag(["b"], ["t"], [])], ""), TestConsole.Engineer, None);

        Assert.Equal((2, "case 1 (a)"), (saved.Cases, Assert.Single(saved.Violations).Where));
        Assert.Equal("datasets.against-schema", edited.Error?.Code);
    }

    [Theory]
    [InlineData("""{"type":"strin"}""", "schema")]
    [InlineData("[1]", "a JSON Schema is an object")]
    [InlineData("{\"type\":", "line 1, column 9")]
    public async Task Set_UnusableSchema_IsRefusedWithItsReason(string schema, string reason)
    {
        var refused = await SetAsync(schema);

        Assert.Equal("datasets.schema-unusable", refused.Error?.Code);
        Assert.Equal("schema", refused.Error!.Details![0].Where);
        Assert.Contains(reason, refused.Error.Message, StringComparison.Ordinal);
        Assert.Null((await DatasetAsync()).VariablesSchema);
    }

    [Fact]
    public async Task Set_OverANewerOne_IsRefusedAndEmptyTakesItAway()
    {
        var revision = (await SetAsync(Schema)).Value.Revision;

        Assert.Equal(ErrorKind.Conflict, (await Console.Get<SetVariablesSchema>().HandleAsync(new("golden", "", revision - 1), TestConsole.Engineer, None)).Error?.Kind);
        Assert.True((await Console.Get<SetVariablesSchema>().HandleAsync(new("golden", " ", revision), TestConsole.Engineer, None)).IsOk);
        Assert.Null((await DatasetAsync()).VariablesSchema);
        Assert.Equal(ErrorKind.Denied, (await Console.Get<SetVariablesSchema>().HandleAsync(new("golden", "", 0), TestConsole.Viewer, None)).Error?.Kind);
    }

    private async Task<Result<SetVariablesSchema.Saved>> SetAsync(string schema) =>
        await Console.Get<SetVariablesSchema>().HandleAsync(new("golden", schema, (await DatasetAsync()).Revision), TestConsole.Engineer, None);
}

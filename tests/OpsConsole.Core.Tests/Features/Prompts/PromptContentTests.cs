using System.Diagnostics;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Core.Features.Prompts.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts;

public sealed class PromptContentTests
{
    private const string Schema = """{"type": "object", "properties": {"answer": {"type": "string"}}}""";

    [Theory]
    [InlineData(2.1, null, null, "model, temperature")]
    [InlineData(-0.1, null, null, "model, temperature")]
    [InlineData(double.NaN, null, null, "model, temperature")]
    [InlineData(null, 1.01, null, "model, top P")]
    [InlineData(null, double.PositiveInfinity, null, "model, top P")]
    [InlineData(null, null, 0, "model, max output tokens")]
    public async Task Parameters_OutOfRange_AreNamed(double? temperature, double? topP, int? tokens, string where)
    {
        var content = Asking(new ModelParameters { Temperature = temperature, TopP = topP, MaxOutputTokens = tokens });

        Assert.Contains(await FaultsAsync(content), fault => fault.Where == where);
    }

    [Fact]
    public async Task Parameters_AtTheEndsOfTheirRange_AreTaken() =>
        Assert.Empty(await FaultsAsync(Asking(new ModelParameters { Temperature = 2, TopP = 0, MaxOutputTokens = 1, Stop = ["END"], Seed = -1 })));

    [Fact]
    public async Task Model_WithoutProviderOrId_IsNamed() =>
        Assert.Equal(
            ["model, provider", "model, id"], (await FaultsAsync(PromptWorld.Text("x") with { Model = new ModelChoice("", " ") })).Select(fault => fault.Where));

    [Theory]
    [InlineData("{\"type\": \"object\",\n  oops}", "line 2, column 3")]
    [InlineData("[]", "a JSON Schema is an object")]
    [InlineData("""{"type": "objekt"}""", "JSON Schema")]
    [InlineData("""{"tipe": "object"}""", "tipe")]
    [InlineData("""{"type": "object", "type": "string"}""", "no JSON")]
    public async Task ResponseFormat_ThatIsNoSchema_IsNamedWithItsPlace(string schema, string reason)
    {
        var fault = Assert.Single(await FaultsAsync(PromptWorld.Text("x") with { ResponseFormat = schema }));

        Assert.Equal("response format", fault.Where);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_TwiceNamedWronglyNamedOrWithoutASchema_AreNamed()
    {
        var content = PromptWorld.Text("x") with { Tools = [new("look_up", "", Schema), new("look_up", "", Schema), new("look up", "", "{")] };

        Assert.Equal(["tool 2, name", "tool 3, name", "tool 3, parameters"], (await FaultsAsync(content)).Select(fault => fault.Where));
    }

    [Fact]
    public async Task Content_WithTooManyParts_IsRefusedQuickly()
    {
        var variables = Enumerable.Range(0, 10_000).Select(index => new PromptVariable($"v{index}", PromptVariableType.Text, true, null)).ToList();
        var watch = Stopwatch.StartNew();

        var faults = await FaultsAsync(new PromptContent([.. Enumerable.Repeat(new PromptMessage("user", "x"), 101)], variables));

        Assert.Equal([("messages", "at most 100 messages, this has 101"), ("variables", "at most 200 variables, this has 10,000")], faults.Select(fault => (fault.Where, fault.Reason)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Draft_BeyondMeasure_IsNotEvenSaved()
    {
        using var world = await PromptWorld.CreateAsync();
        await world.AddAsync(PromptWorld.Text("x"));
        var huge = PromptWorld.Text(new string('x', 1_000_001));

        var refused = await world.Console.Get<SaveDraft>().HandleAsync(new(PromptWorld.Key, 1, 0, huge, ""), PromptWorld.Tomas, PromptWorld.None);

        Assert.Contains("1,000,000 characters", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_InAnotherLayout_AreTheSameContent()
    {
        using var world = await PromptWorld.CreateAsync();
        await world.AddAsync(PromptWorld.Text("x") with { ResponseFormat = Schema });

        var again = await world.AddAsync(PromptWorld.Text("x") with { ResponseFormat = Schema.Replace(" ", "\n", StringComparison.Ordinal) });

        Assert.Equal("prompts.unchanged", again.Error?.Code);
    }

    [Fact]
    public async Task Diff_OfSettings_TellsEachThatDiffersOldAndNew()
    {
        using var world = await PromptWorld.CreateAsync();
        await world.AddAsync(Asking(new ModelParameters { Temperature = 0.2, Seed = 1 }) with { Tools = [new("a", "Old", Schema)] });
        await world.AddAsync(Asking(new ModelParameters { Temperature = 0.7, Seed = 1 }) with { ResponseFormat = Schema, Tools = [new("a", "New", Schema), new("b", "Second", Schema)] });

        var settings = (await world.Console.Get<DiffPromptVersions>().HandleAsync(new(PromptWorld.Key, 1, 2), PromptWorld.Tomas, PromptWorld.None)).Value.Settings;

        Assert.Equal(["temperature", "response format", "tool a", "tool b", "tool b, parameters"], settings.Select(setting => setting.Name));
        Assert.Equal(("0.2", "0.7"), (settings[0].Old, settings[0].New));
        Assert.True(settings[1] is { Old: null, IsSchema: true });
        Assert.Equal(("Old", "New"), (settings[2].Old, settings[2].New));
    }

    [Fact]
    public void Diff_OfIncludes_ShowsWhatIsPinned()
    {
        var before = PromptWorld.Text("x") with { Includes = [new("shared/tone", "production", 2, new string('a', 64))] };
        var after = PromptWorld.Text("x") with { Includes = [new("shared/tone", "production", 3, new string('b', 64))] };

        var row = Assert.Single(SettingDiff.Of(before, after));

        Assert.Equal(("include shared/tone", "production → v2 (aaaaaaaa)", "production → v3 (bbbbbbbb)"), (row.Name, row.Old, row.New));
    }

    private static PromptContent Asking(ModelParameters parameters) => PromptWorld.Text("x") with { Model = new ModelChoice("openai", "gpt-4.1-mini", parameters) };

    private static async Task<IReadOnlyList<Core.Common.ErrorDetail>> FaultsAsync(PromptContent content)
    {
        using var world = await PromptWorld.CreateAsync();
        return (await world.AddAsync(content)).Error?.Details ?? [];
    }
}

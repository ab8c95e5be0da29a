using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts.Includes;

public sealed class PromptIncludesTests : IDisposable
{
    private readonly TestConsole _console = new();
    private readonly PromptShelf _shelf;

    public PromptIncludesTests() => _shelf = new PromptShelf(_console.Database);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData("A {% include \"shared/tone\" %} B", "A Be kind to {{ name }}.\n\nAlways. B")]
    [InlineData("A\n{%- include 'shared/tone' -%}\nB", "ABe kind to {{ name }}.\n\nAlways.B")]
    [InlineData("{% include \"shared/tone\", label: \"staging\" %}", "Staged")]
    [InlineData("{% for n in l %}{% include 'shared/tone', label: 'staging' %}{{ n }}{% endfor %}", "{% for n in l %}Staged{{ n }}{% endfor %}")]
    [InlineData("{% raw %}{% include 'x' %}{% endraw %}{% comment %}{% include 'y' %}{% endcomment %}", "{% raw %}{% include 'x' %}{% endraw %}{% comment %}{% include 'y' %}{% endcomment %}")]
    [InlineData("we include {% if a %}b{% endif %}", "we include {% if a %}b{% endif %}")]
    public async Task Resolve_Includes_StandInPlace(string template, string expected)
    {
        await ToneAsync();

        var resolved = await ResolveAsync(template);

        Assert.Equal(expected, Assert.Single(resolved.Value.Messages).Content);
    }

    [Fact]
    public async Task Resolve_IncludesOfIncludes_PinsEachOnceByKeyAndLabel()
    {
        var tone = await ToneAsync();
        var middle = await PutAsync("shared/middle", "[{% include 'shared/tone' %}]");

        var resolved = (await ResolveAsync("{% include 'shared/middle' %}{% include 'shared/tone' %}{% include 'shared/tone' %}")).Value;

        Assert.Equal(
            [new PromptInclude("shared/middle", "production", 1, middle.ContentHash), new PromptInclude("shared/tone", "production", 1, tone.ContentHash)], resolved.Pins);
        Assert.StartsWith("[Be kind to {{ name }}.\n\nAlways.]Be kind", resolved.Messages[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_FiveDeep_IsAllowedAndSixIsNot()
    {
        await PutAsync("d/5", "deep");
        for (var i = 4; i >= 0; i--)
            await PutAsync($"d/{i}", $"{i}{{% include 'd/{i + 1}' %}}");

        Assert.Equal("1234deep", (await ResolveAsync("{% include 'd/1' %}")).Value.Messages[0].Content);
        var refused = await ResolveAsync("{% include 'd/1' %}{% include 'd/0' %}");

        Assert.Equal("prompts.include-too-deep", refused.Error?.Code);
        Assert.Contains("own → d/0 → d/1 → d/2 → d/3 → d/4 → d/5", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_Cycle_IsNamed()
    {
        await PutAsync("a", "{% include 'b' %}");
        await PutAsync("b", "b\n  {% include 'a' %}");

        var refused = (await ResolveAsync("{% include 'b' %}", "a")).Error;
        var further = (await ResolveAsync("{% include 'a' %}", "c")).Error;
        var own = (await ResolveAsync("{% include 'own' %}")).Error;

        Assert.Equal("prompts.include-cycle", refused?.Code);
        var place = Assert.Single(refused!.Details!);
        Assert.Equal("b v1, message 1 (system), line 2, column 3", place.Where);
        Assert.Contains("a → b → a", place.Reason, StringComparison.Ordinal);
        Assert.Contains("a → b → a", further!.Message, StringComparison.Ordinal);
        Assert.Contains("own → own", own!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_CycleByAnotherLabelAfterTheFirst_IsFoundToo()
    {
        var a = await PutAsync("a", "plain");
        await PutAsync("b", "{% include 'a', label: 'old' %}");
        await _shelf.PointAsync(a, "old");
        await PutAsync("a", "{% include 'b' %}");

        Assert.True((await ResolveAsync("{% include 'b' %}")).IsOk);
        Assert.Equal("prompts.include-cycle", (await ResolveAsync("{% include 'b' %}{% include 'a' %}")).Error?.Code);
    }

    [Fact]
    public async Task Resolve_MissingPromptLabelOrDraft_NamesEachPlace()
    {
        await ToneAsync();
        await _shelf.PointAsync(await _shelf.AddAsync("draft", "may change", draft: true));

        var refused = await ResolveAsync(
            "one\n{% include 'none' %}\n {% include 'shared/tone', label: 'canary' %}\n{% include 'draft' %}{% include 'shared/tone', label: 'latest' %}");

        Assert.Equal("prompts.include-not-found", refused.Error?.Code);
        Assert.Equal(
            ["message 1 (system), line 2, column 1", "message 1 (system), line 3, column 2", "message 1 (system), line 4, column 1", "message 1 (system), line 4, column 22"],
            refused.Error!.Details!.Select(detail => detail.Where));
        Assert.Contains("no prompt 'none'", refused.Error.Details![0].Reason, StringComparison.Ordinal);
        Assert.Contains("no label 'canary'", refused.Error.Details[1].Reason, StringComparison.Ordinal);
        Assert.Contains("a draft", refused.Error.Details[2].Reason, StringComparison.Ordinal);
        Assert.Contains("moves by itself", refused.Error.Details[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_VariableOfAnIncludedPrompt_MustBeDeclaredByTheIncludingOne()
    {
        await ToneAsync();
        var content = new PromptContent([new("system", "{% include 'shared/tone' %}")], []);
        await using var context = _console.Database.CreateDbContext();

        var undeclared = await PromptIncludes.ResolveAsync(context, content, "own", None);
        var declared = await PromptIncludes.ResolveAsync(context, content with { Variables = [new("name", PromptVariableType.Text, true, null)] }, "own", None);

        Assert.Equal("prompts.undeclared-variable", undeclared.Error?.Code);
        Assert.Contains("'name'", undeclared.Error!.Message, StringComparison.Ordinal);
        Assert.True(declared.IsOk);
    }

    [Fact]
    public async Task Resolve_TextsThatGrowTenfoldAtEachLevel_StopAtTheLongestTemplate()
    {
        await PutAsync("g/5", new string('x', 1000));
        for (var i = 4; i >= 1; i--)
            await PutAsync($"g/{i}", string.Concat(Enumerable.Repeat($"{{% include 'g/{i + 1}' %}}", 10)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = await ResolveAsync(string.Concat(Enumerable.Repeat("{% include 'g/1' %}", 1000)));

        Assert.Equal("prompts.include-too-large", refused.Error?.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 500_000_000);
    }

    [Fact]
    public async Task Resolve_MoreThanAHundredPrompts_IsRefused()
    {
        var refused = await ResolveAsync(string.Concat(Enumerable.Range(0, 101).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{% include 'p/{i}' %}}"))));

        Assert.Equal("prompts.include-too-many", refused.Error?.Code);
    }

    [Fact]
    public async Task Resolve_BracesThatWouldRunTogether_AreRefused()
    {
        await PutAsync("brace", "a {");

        Assert.Equal("prompts.include-joins", (await ResolveAsync("{% include 'brace' %}{ b }}")).Error?.Code);
        Assert.Equal("a { { b }}", (await ResolveAsync("{% include 'brace' %} { b }}")).Value.Messages[0].Content);
    }

    [Fact]
    public async Task Render_IncludedTextThatRendersFiftyMegabytes_IsStopped()
    {
        await PutAsync("loop", "{% for i in (1..90000) %}" + new string('x', 600) + "{% endfor %}");

        var resolved = await ResolveAsync("{% include 'loop' %}");
        var rendered = ChatTemplate.Parse(resolved.Value.Messages).Value.Render(new Dictionary<string, JsonElement>(), strict: false);

        Assert.Equal("prompts.render-too-large", rendered.Error?.Code);
    }

    [Fact]
    public async Task Expand_SubmittedVersion_KeepsItsPinsWhenTheLabelMoves()
    {
        var tone = await ToneAsync();
        var pins = (await ResolveAsync("{% include 'shared/tone' %}")).Value.Pins;
        var frozen = await _shelf.AddAsync("own", "{% include 'shared/tone' %}", draft: false, [.. pins]);
        var draft = await _shelf.AddAsync("own", "{% include 'shared/tone' %}", draft: true);
        await _shelf.PointAsync(await _shelf.AddAsync("shared/tone", "Be brief."));
        await using var context = _console.Database.CreateDbContext();

        Assert.Equal("Be kind to {{ name }}.\n\nAlways.", (await PromptIncludes.ExpandAsync(context, frozen, None)).Value[0].Content);
        Assert.Equal("Be brief.", (await PromptIncludes.ExpandAsync(context, draft, None)).Value[0].Content);
        Assert.Equal(tone.ContentHash, Assert.Single(frozen.Includes!).ContentHash);
        Assert.NotEqual(draft.ContentHash, frozen.ContentHash);
    }

    [Fact]
    public async Task Expand_PinOfOtherContent_IsRefused()
    {
        var tone = await ToneAsync();
        var frozen = await _shelf.AddAsync("own", "{% include 'shared/tone' %}", draft: false, new PromptInclude("shared/tone", "production", tone.Number, new string('0', 64)));
        await using var context = _console.Database.CreateDbContext();

        var refused = await PromptIncludes.ExpandAsync(context, frozen, None);

        Assert.Equal("prompts.include-not-found", refused.Error?.Code);
        Assert.Contains("not among the versions that this one was submitted with", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ContentWithIncludes_RendersThemAndTellsWhatIsMissing()
    {
        await ToneAsync();
        var content = new PromptContent([new("system", "{% include 'shared/tone' %}")], [new("name", PromptVariableType.Text, true, "Ana")]);
        var check = _console.Get<CheckPromptContent>();

        var good = (await check.HandleAsync("own", content, TestConsole.Viewer, None)).Value;
        var bad = (await check.HandleAsync("own", content with { Messages = [new("system", "{{ name }}{{ other }}{% include 'none' %}")] }, TestConsole.Viewer, None)).Value;

        Assert.Equal("Be kind to Ana.\n\nAlways.", Assert.Single(good.Turns!).Content);
        Assert.Empty(good.Errors);
        Assert.Empty(good.Warnings);
        Assert.Equal(["message 1 (system)", "message 1 (system), line 1, column 22"], bad.Errors.Select(error => error.Where));
        Assert.Null(bad.Turns);
        Assert.Equal(ErrorKind.Denied, (await check.HandleAsync("own", content, TestConsole.Nobody, None)).Error?.Kind);
    }

    [Fact]
    public async Task Preview_ContentWithIncludes_CountsTheWholeText()
    {
        await ToneAsync();
        var content = new PromptContent([new("system", "{% include 'shared/tone' %}")], [new("name", PromptVariableType.Text, true, "Ana")]);

        var preview = await _console.Get<PreviewPrompt>().HandleAsync(new(content), TestConsole.Viewer, None);

        Assert.Equal("Be kind to Ana.\n\nAlways.", Assert.Single(preview.Value.Messages).Content);
    }

    private async Task<PromptVersion> ToneAsync()
    {
        var tone = await PutAsync("shared/tone", new PromptContent([new("system", "Be kind to {{ name }}."), new("user", "Always.")], []));
        await _shelf.PointAsync(await _shelf.AddAsync("shared/tone", "Staged"), "staging");
        return tone;
    }

    private Task<PromptVersion> PutAsync(string key, string text) => PutAsync(key, new PromptContent([new PromptMessage("system", text)], []));

    private async Task<PromptVersion> PutAsync(string key, PromptContent content)
    {
        var version = await _shelf.AddAsync(key, content);
        await _shelf.PointAsync(version);
        return version;
    }

    private async Task<Result<ResolvedIncludes>> ResolveAsync(string template, string ownKey = "own")
    {
        await using var context = _console.Database.CreateDbContext();
        return await PromptIncludes.ResolveAsync(context, [new PromptMessage("system", template)], ownKey, None);
    }
}

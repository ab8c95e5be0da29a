using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts;

public sealed class PromptFileTests
{
    private static readonly string[] Pieces =
    [
        "a", "word", " ", "  ", "\n", "\n\n", "\t", "\r\n", "\r", ":", ": ", "#", " # no comment", "- ", "---", "...", "|", ">", "\"", "'", "\\", "\\n", "{", "}", "[", "]", ",", "&a", "*a", "!x",
        "%", "@", "`", "true", "null", "~", "1", "0x1F", "1e5", "é", "東京", "😀", "\u0001", "\u0085", "\u00a0", "\u2028", "\ufeff", "<<", "=", "?", "{# #}", "  indented\nless", "end\n", "\nstart",
    ];

    [Theory]
    [InlineData(PromptFileFormat.Yaml)]
    [InlineData(PromptFileFormat.Json)]
    public void File_OfAnyText_ComesBackWithTheSameHash(PromptFileFormat format)
    {
        var random = new Random(20261123);
        for (var round = 0; round < 1_500; round++)
        {
            var content = Content(random).AsDraft();
            var file = new PromptFile("a/b", "sys", Any(random), PromptKind.Chat, random.Next(1, 99), content.Hash, Any(random), content);

            var text = PromptFileWriter.Write(file, format);
            var back = PromptFileReader.Read(text, format);

            Assert.True(back.IsOk, $"round {round}: {back.Error?.Message}\n{text}");
            Assert.True(content.Hash == back.Value.Content.Hash, $"round {round}\n{text}");
            Assert.Equal((file.Name, file.ChangeNote, file.Key, file.System, file.Number), (back.Value.Name, back.Value.ChangeNote, back.Value.Key, back.Value.System, back.Value.Number));
        }
    }

    [Fact]
    public void File_OfAWholeVersion_ReadsWell()
    {
        var content = new PromptContent(
            [new("system", "Answer from the extracts.\nBe brief.\n"), new("user", "{{ question }}")], [new("question", PromptVariableType.Text, true, "Is hail covered?")])
        {
            Model = new ModelChoice("openai", "gpt-4.1-mini", new ModelParameters { Temperature = 0.2, Stop = ["END"] }),
            ResponseFormat = """{"type":"object","required":["answer"]}""",
            Tools = [new("look_up", "Finds a clause", """{"type":"object"}""")],
        }.AsDraft();

        var text = PromptFileWriter.Write(new PromptFile("support/answer", "support", "Answer", PromptKind.Chat, 7, null, "Why: shorter", content), PromptFileFormat.Yaml);

        Assert.Equal(
            """
            format: opsconsole.prompt/1
            key: support/answer
            system: support
            name: Answer
            type: chat
            version: 7
            changeNote: "Why: shorter"
            messages:
              - role: system
                content: |
                  Answer from the extracts.
                  Be brief.
              - role: user
                content: "{{ question }}"
            variables:
              - name: question
                type: text
                required: true
                sample: Is hail covered?
            model:
              provider: openai
              id: gpt-4.1-mini
              parameters:
                temperature: 0.2
                stop:
                  - END
            responseFormat:
              type: object
              required:
                - answer
            tools:
              - name: look_up
                description: Finds a clause
                parameters:
                  type: object

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Theory]
    [InlineData(PromptFileFormat.Yaml, "messages:\n  - role: system\n    contents: hi\nmodel:\n  provider: openai\n  id: m\n  parameters:\n    temperature: hot\ntype: poem\n",
        "line 2, column 5|messages[0].content is missing;line 3, column 5|unknown key 'contents';line 8, column 18|model.parameters.temperature must be a number;line 9, column 7|type is one of chat, text")]
    [InlineData(PromptFileFormat.Json, "{\n  \"messages\": [\n    {\"role\": \"system\"}],\n  \"tools\": {}\n}", "line 3, column 5|messages[0].content is missing;line 4, column 12|tools must be a list")]
    [InlineData(PromptFileFormat.Json, "{\n  \"messages\": [,]\n}", "line 2, column 16|','")]
    [InlineData(PromptFileFormat.Json, "{\"a\": 1,\n \"a\": 2}", "line 2, column 2|given twice")]
    [InlineData(PromptFileFormat.Yaml, "messages:\n  - role: user\n    content: \"{{ x\"\n", "message 1 (user), line 1|")]
    [InlineData(PromptFileFormat.Yaml, "messages: []\n", "line 1, column 1|at least one message")]
    [InlineData(PromptFileFormat.Yaml, "", "line 1, column 1|the file is empty")]
    [InlineData(PromptFileFormat.Yaml, "format: other/9\nmessages: [{role: user, content: hi}]\n", "line 1, column 9|this console reads opsconsole.prompt/1")]
    [InlineData(PromptFileFormat.Yaml, "messages: [{role: user, content: hi}]\ntype: text\nresponseFormat: {tipe: x}\n", "response format|tipe")]
    public void File_WithFaults_NamesEachWithItsPlace(PromptFileFormat format, string text, string expected)
    {
        var read = PromptFileReader.Read(text, format);

        Assert.Equal("prompts.bad-file", read.Error?.Code);
        foreach (var fault in expected.Split(';').Select(fault => fault.Split('|')))
            Assert.Contains(read.Error!.Details!, detail => detail.Where.StartsWith(fault[0], StringComparison.Ordinal) && detail.Reason.Contains(fault[1], StringComparison.Ordinal));
    }

    [Fact]
    public void File_OfRubbish_IsRefusedInWordsAndNeverThrows()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            foreach (var format in Enum.GetValues<PromptFileFormat>())
                Assert.NotEmpty(PromptFileReader.Read(text, format).Error!.Details!);
        }
    }

    [Fact]
    public async Task ExportAndImport_IntoAnotherPrompt_KeepTheHash()
    {
        using var world = await PromptWorld.CreateAsync();
        await world.AddAsync(new PromptContent([new("user", "Hi {{ name }}\nthere")], [new("name", PromptVariableType.Text, false, "null")]) { ResponseFormat = """{"type":"object"}""" }, "First");
        var export = (await world.Console.Get<ExportPrompt>().HandleAsync(new(PromptWorld.Key), TestConsole.Viewer, PromptWorld.None)).Value;

        var preview = (await world.Console.Get<PreviewPromptImport>().HandleAsync(new(export.Text, PromptFileFormat.Yaml, "support/copy"), PromptWorld.Tomas, PromptWorld.None)).Value;
        var imported = (await world.Console.Get<ImportPrompt>().HandleAsync(new(export.Text, PromptFileFormat.Yaml, "support/copy"), PromptWorld.Tomas, PromptWorld.None)).Value;

        Assert.Equal((true, 1, 0, "support"), (preview.IsNew, preview.Number, preview.Faults.Count, preview.SystemKey));
        var copy = (await world.Console.Get<GetPromptVersion>().HandleAsync("support/copy", imported.Number, TestConsole.Viewer, PromptWorld.None)).Value;
        Assert.Equal((export.ContentHash, "First", VersionState.Draft, "Answer"), (copy.ContentHash, copy.ChangeNote, copy.State, copy.PromptName));
        Assert.Equal(("support-answer-v1.yaml", 1), (export.FileName, export.Number));
        Assert.Contains(await world.EventsAsync(), row => row is { Action: "prompt.created", ObjectKey: "support/copy" });
    }

    [Fact]
    public async Task Preview_StoresNothing_AndImportOfAFaultyFileNeither()
    {
        using var world = await PromptWorld.CreateAsync();
        const string Faulty = "key: support/answer\nmessages:\n  - role: user\n    content: '{{ undeclared }}'\n";

        var preview = (await world.Console.Get<PreviewPromptImport>().HandleAsync(new(Faulty, PromptFileFormat.Yaml), PromptWorld.Tomas, PromptWorld.None)).Value;
        var import = await world.Console.Get<ImportPrompt>().HandleAsync(new(Faulty, PromptFileFormat.Yaml), PromptWorld.Tomas, PromptWorld.None);
        var good = (await world.Console.Get<PreviewPromptImport>().HandleAsync(
            new(Faulty.Replace("{{ undeclared }}", "x", StringComparison.Ordinal), PromptFileFormat.Yaml), PromptWorld.Tomas, PromptWorld.None)).Value;

        Assert.Equal("message 1 (user)", Assert.Single(preview.Faults).Where);
        Assert.Equal("prompts.bad-file", import.Error?.Code);
        Assert.Equal((false, 1), (good.IsNew, good.Number));
        Assert.Equal(0, (await world.Console.Get<GetPrompt>().HandleAsync(PromptWorld.Key, TestConsole.Viewer, PromptWorld.None)).Value.LatestVersion);
    }

    [Theory]
    [InlineData("messages: [{role: user, content: hi}]", "key")]
    [InlineData("key: support/other\nmessages: [{role: user, content: hi}]", "system")]
    [InlineData("key: support/other\nsystem: nowhere\nmessages: [{role: user, content: hi}]", "system")]
    [InlineData("key: Not A Key\nmessages: [{role: user, content: hi}]", "key")]
    [InlineData("key: support/answer\ntype: text\nmessages: [{role: user, content: hi}]", "type")]
    [InlineData("key: support/answer\nmessages: [{role: user, content: same}]", "messages")]
    public async Task Import_ThatCanGoNowhere_SaysWhy(string text, string where)
    {
        using var world = await PromptWorld.CreateAsync();
        await world.AddAsync(PromptWorld.Text("same"));

        var preview = (await world.Console.Get<PreviewPromptImport>().HandleAsync(new(text, PromptFileFormat.Yaml), PromptWorld.Tomas, PromptWorld.None)).Value;
        var import = await world.Console.Get<ImportPrompt>().HandleAsync(new(text, PromptFileFormat.Yaml), PromptWorld.Tomas, PromptWorld.None);

        Assert.Equal(where, Assert.Single(preview.Faults).Where);
        Assert.Equal(where == "messages" ? "prompts.unchanged" : "prompts.import-refused", import.Error?.Code);
    }

    [Fact]
    public async Task Import_EditedSinceTheExportOrOfAnUnknownModel_IsNotedAndTaken()
    {
        using var world = await PromptWorld.CreateAsync();
        const string Text = "key: support/answer\ncontentHash: 00\nmodel: {provider: none, id: m}\nmessages: [{role: user, content: hi}]";

        var preview = (await world.Console.Get<PreviewPromptImport>().HandleAsync(new(Text, PromptFileFormat.Yaml), PromptWorld.Tomas, PromptWorld.None)).Value;

        Assert.Empty(preview.Faults);
        Assert.Equal(["contentHash", "model"], preview.Notes.Select(note => note.Where));
    }

    [Fact]
    public async Task Export_ByNumberLabelAndLatest_FindsEachAndRefusesOthers()
    {
        using var world = await PromptWorld.CreateAsync();
        await world.AddAsync(PromptWorld.Text("one"));
        await world.AddAsync(PromptWorld.Text("two"));
        await using (var context = world.Console.Database.CreateDbContext())
        {
            context.PromptLabels.Add(new PromptLabel { PromptId = 1, Name = PromptLabel.Production, VersionId = 1 });
            await context.SaveChangesAsync(PromptWorld.None);
        }

        Assert.Equal(1, (await ExportAsync("1")).Value.Number);
        Assert.Equal(2, (await ExportAsync("latest")).Value.Number);
        Assert.Equal(1, (await ExportAsync("production")).Value.Number);
        Assert.Equal("prompts.label-not-found", (await ExportAsync("staging")).Error?.Code);
        Assert.Equal("prompts.version-not-found", (await ExportAsync("3")).Error?.Code);

        Task<Result<ExportPrompt.Export>> ExportAsync(string version) =>
            world.Console.Get<ExportPrompt>().HandleAsync(new(PromptWorld.Key, version, PromptFileFormat.Json), TestConsole.Viewer, PromptWorld.None);
    }

    private static PromptContent Content(Random random) => new(
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new PromptMessage(random.Next(2) == 0 ? "user" : "system", Raw(Any(random))))],
        [.. Enumerable.Range(0, random.Next(4)).Select(index => new PromptVariable(
            $"v{index}", (PromptVariableType)random.Next(5), random.Next(2) == 0, random.Next(3) == 0 ? null : Any(random)))])
    {
        Model = random.Next(3) == 0 ? null : new ModelChoice("openai", "m", random.Next(3) == 0 ? null : new ModelParameters
        {
            Temperature = random.Next(2) == 0 ? null : random.NextDouble() * 2,
            TopP = random.Next(2) == 0 ? null : random.Next(2),
            Seed = random.Next(2) == 0 ? null : random.NextInt64(1L << 53),
            MaxOutputTokens = random.Next(2) == 0 ? null : random.Next(1, 10_000),
            Stop = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(3)).Select(_ => "x" + Any(random))],
            Method = random.Next(2) == 0 ? null : new Dictionary<string, string> { ["sentences"] = Any(random), ["a b: c"] = "2" },
        }),
        ResponseFormat = random.Next(2) == 0 ? null : JsonSerializer.Serialize(new { type = "object", title = Any(random), properties = new Dictionary<string, object> { ["p" + Any(random)] = new { minimum = random.NextDouble() } } }),
        Tools = random.Next(2) == 0 ? null : [new PromptTool("look_up", Any(random), """{"type":"object","default":[1.0,-0,1E5,[],{},null,true]}""")],
    };

    // Outside of a tag the text must not look like one.
    private static string Raw(string text) => text.Replace("{", "(", StringComparison.Ordinal);

    private static string Any(Random random) => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}

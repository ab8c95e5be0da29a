using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Core.Features.Prompts.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class PromptProbes
{
    private const string File = "model: {provider: p, id: m}\nmessages: [{role: user, content: imported}]";

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(StartDraft)] = async on =>
        {
            var started = await OkAsync(on.Get<StartDraft>().HandleAsync(new(on.World.Prompt.Key, 1), Actor, Now));
            Assert.Equal(started, await OkAsync(on.Get<StartDraft>().HandleAsync(new(on.World.Prompt.Key, started), Actor, Now)));
        },
        [typeof(SaveDraft)] = async on =>
        {
            var number = await OkAsync(on.Get<StartDraft>().HandleAsync(new(on.World.Prompt.Key), Actor, Now));
            var saved = await OkAsync(on.Get<SaveDraft>().HandleAsync(new(on.World.Prompt.Key, number, 0, Text("saved"), "why"), Actor, Now));
            Assert.Equal(1, saved.Revision);
            Assert.Equal("prompts.draft-conflict", (await on.Get<SaveDraft>().HandleAsync(new(on.World.Prompt.Key, number, 0, Text("late"), ""), Actor, Now)).Error?.Code);
        },
        [typeof(GetPromptHistory)] = async on =>
        {
            await OkAsync(on.Get<StartDraft>().HandleAsync(new(on.World.Prompt.Key, null, Text("one")), Actor, Now));
            await OkAsync(on.Get<StartDraft>().HandleAsync(new(on.World.Prompt.Key, null, Text("two")), Actor, Now));
            var first = await OkAsync(on.Get<GetPromptHistory>().HandleAsync(new(on.World.Prompt.Key, Limit: 1), Actor, Now));
            Assert.NotEmpty((await OkAsync(on.Get<GetPromptHistory>().HandleAsync(new(on.World.Prompt.Key, first.Next), Actor, Now))).Items);
        },
        [typeof(ExportPrompt)] = async on =>
        {
            await OkAsync(on.Get<ExportPrompt>().HandleAsync(new(on.World.Prompt.Key, "1"), Actor, Now));
            Assert.Equal("prompts.label-not-found", (await on.Get<ExportPrompt>().HandleAsync(new(on.World.Prompt.Key, "no-such-label"), Actor, Now)).Error?.Code);
        },
        [typeof(PreviewPromptImport)] = async on => Assert.Empty(
            (await OkAsync(on.Get<PreviewPromptImport>().HandleAsync(new(File, PromptFileFormat.Yaml, on.NewKey, on.World.System.Key), Actor, Now))).Faults),
        [typeof(ImportPrompt)] = async on =>
        {
            await OkAsync(on.Get<ImportPrompt>().HandleAsync(new(File, PromptFileFormat.Yaml, on.NewKey, on.World.System.Key), Actor, Now));
            await OkAsync(on.Get<ImportPrompt>().HandleAsync(new(File, PromptFileFormat.Yaml, on.World.Prompt.Key), Actor, Now));
        },
    };

    private static PromptContent Text(string text) => new([new PromptMessage("user", text)], []);
}

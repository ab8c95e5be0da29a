using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using Xunit;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>
/// For each use case the calls that together make every query of it: they go all the way to success, because a use case that
/// stops at "not found" has shown only its first query.
/// </summary>
internal static class UseCaseProbes
{
    private static readonly Actor Actor = Actor.System("probe");
    private static readonly SystemFacts Facts = new() { Name = "Support", Owner = "Ada" };
    private static readonly PromptContent Content = new([new PromptMessage("user", "{{ q }}")], [new PromptVariable("q", PromptVariableType.Text, true, "a")]);

    public static IReadOnlyDictionary<Type, Func<MirroredConsole, Task>> All { get; } = new Dictionary<Type, Func<MirroredConsole, Task>>
    {
        [typeof(CreateSystem)] = console => OkAsync(console.Get<CreateSystem>().HandleAsync(new("new", Facts), Actor, Now)),
        [typeof(GetSystem)] = console => OkAsync(console.Get<GetSystem>().HandleAsync(console.World.System.Key, Actor, Now)),
        [typeof(ListSystems)] = console => OkAsync(console.Get<ListSystems>().HandleAsync(new("s", After: "a"), Actor, Now)),
        [typeof(UpdateSystem)] = console => OkAsync(console.Get<UpdateSystem>().HandleAsync(new(console.World.System.Key, 0, Facts), Actor, Now)),

        [typeof(AddPromptVersion)] = console => OkAsync(console.Get<AddPromptVersion>().HandleAsync(new(console.World.Prompt.Key, Content, "why"), Actor, Now)),
        [typeof(CreatePrompt)] = console => OkAsync(console.Get<CreatePrompt>().HandleAsync(new(console.World.System.Key, "new", "New"), Actor, Now)),
        [typeof(GetPrompt)] = console => OkAsync(console.Get<GetPrompt>().HandleAsync(console.World.Prompt.Key, Actor, Now)),
        [typeof(GetPromptVersion)] = async console =>
        {
            await OkAsync(console.Get<GetPromptVersion>().HandleAsync(console.World.Prompt.Key, 1, Actor, Now));
            await OkAsync(console.Get<GetPromptVersion>().HandleAsync(console.World.Prompt.Key, null, Actor, Now));
        },
        [typeof(ListPrompts)] = console => OkAsync(console.Get<ListPrompts>().HandleAsync(new(console.World.System.Key, "p", "a"), Actor, Now)),
    };

    /// <summary>Use cases that work on their input alone.</summary>
    public static IReadOnlySet<Type> QueryNothing { get; } = new HashSet<Type>();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static async Task OkAsync(Task<Result> call)
    {
        var result = await call;
        Assert.True(result.IsOk, result.Error?.Message);
    }

    private static async Task<T> OkAsync<T>(Task<Result<T>> call)
    {
        var result = await call;
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }
}

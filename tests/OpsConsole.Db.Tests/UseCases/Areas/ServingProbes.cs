using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class ServingProbes
{
    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CheckPromptContent)] = async on =>
        {
            var including = new PromptContent([new PromptMessage("user", $"{{% include '{on.World.Prompt.Key}' %}}")], []);
            var preview = await OkAsync(on.Get<CheckPromptContent>().HandleAsync("own", including, Actor, Now));
            Xunit.Assert.NotNull(preview);
        },
    };
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Serving;
using OpsConsole.Tests.Shared;
using Xunit;
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
            Assert.NotNull(preview);
        },
        [typeof(FetchPrompt)] = async on =>
        {
            var fetch = on.Get<FetchPrompt>();
            await OkAsync(fetch.HandleAsync(new(on.World.Prompt.Key, Version: 1), Actor, Now));
            await OkAsync(fetch.HandleAsync(new(on.World.Prompt.Key, PromptLabel.Latest), Actor, Now));

            // A label with two arms, and a version with pins.
            var shelf = new PromptShelf(on.Get<IDbContextFactory<OpsDbContext>>());
            var tone = await shelf.AddAsync($"{on.NewKey}/tone", "Be kind.");
            await shelf.PointAsync(tone);
            var stable = await shelf.AddAsync(on.NewKey, "stable");
            var canary = await shelf.AddAsync(
                on.NewKey, $"{{% include '{on.NewKey}/tone' %}}", draft: false, new PromptInclude($"{on.NewKey}/tone", PromptLabel.Production, 1, tone.ContentHash));
            await shelf.PointAsync(stable, canary: canary, percent: 50);
            await OkAsync(fetch.HandleAsync(new(on.NewKey, Subject: "user"), Actor, Now));
        },
    };
}

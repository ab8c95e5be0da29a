using OpsConsole.Client;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

/// <summary>The client against the real console.</summary>
[Collection(OneHostAtATime.Name)]
public sealed class PromptClientTests(PromptApi api) : IClassFixture<PromptApi>
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_FromTheConsole_UnderstandsEveryPartOfTheAnswer()
    {
        var content = new PromptContent([new("system", "Be kind."), new("user", "{{ question }}")], [new("question", PromptVariableType.Text, true, "Why?")])
        {
            Model = new ModelChoice("openai", "gpt-4.1-mini", new ModelParameters { Temperature = 0.2, MaxOutputTokens = 300, Seed = 7, Stop = ["END"] }),
            Tools = [new("lookup", "Finds a clause", """{"type":"object"}""")],
            ResponseFormat = """{"type":"object"}""",
        };
        var version = await api.Shelf.AddAsync("client/full", content);
        await api.Shelf.PointAsync(version);
        api.Get<ChangeFeed>().Publish(ChangeFeed.Labels);
        var client = new OpsConsolePrompts(api.Client);

        var prompt = await client.GetAsync("client/full", subject: "user-1", cancellationToken: None);
        var again = await client.GetAsync("client/full", version: 1, cancellationToken: None);
        var (messages, options) = prompt.Render(new Dictionary<string, object?> { ["question"] = "Why?" });

        Assert.Equal((version.ContentHash, 1, "production"), (prompt.Document.ContentHash, prompt.Version, prompt.Document.Label));
        Assert.Equal(version.ContentHash, again.Document.ContentHash);
        Assert.Equal("Why?", messages[1].Text);
        Assert.Equal(("gpt-4.1-mini", 0.2f, 300, 7L), (options.ModelId, options.Temperature, options.MaxOutputTokens, options.Seed));
        Assert.Equal("lookup", Assert.Single(options.Tools!).Name);
        Assert.NotNull(options.ResponseFormat);
    }

    [Fact]
    public async Task Get_WhatIsNotThere_ThrowsTheConsolesCode()
    {
        var fault = await Assert.ThrowsAsync<OpsConsoleException>(() => new OpsConsolePrompts(api.Client).GetAsync("client/none", cancellationToken: None));

        Assert.Equal("prompts.not-found", fault.Code);
    }
}

using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Baselines;
using Xunit;

namespace OpsConsole.Core.Tests.Ai.Baselines;

public sealed class BuiltinModelsTests
{
    private const string Source =
        "The river Aire rises in Malham. In 1816 the canal was opened by Joseph Priestley. It carried 17 million tonnes of coal. Boats are painted green.";

    [Theory]
    [InlineData("Who opened the canal?", "In 1816 the canal was opened by Joseph Priestley.")]
    [InlineData("How much coal was carried?", "It carried 17 million tonnes of coal.")]
    public async Task Extractive_Question_AnswersWithTheBestSentence(string question, string expected) =>
        Assert.Equal(expected, await Ask("extractive", $"<context>{Source}</context>\nQuestion: {question}"));

    [Fact]
    public async Task Extractive_TwoSentences_KeepsTheOrderOfTheDocument() =>
        Assert.Equal(
            "The river Aire rises in Malham. Boats are painted green.",
            await Ask("extractive", $"<context>{Source}</context>\nQuestion: Which boats are on the river, painted green?", ("sentences", "2")));

    [Theory]
    [InlineData("Who opened the canal?", "Joseph Priestley")]
    [InlineData("When was the canal opened?", "1816")]
    [InlineData("Where does the river Aire rise?", "Malham")]
    [InlineData("How many tonnes of coal were carried?", "17 million")]
    public async Task Span_Question_AnswersWithItsKind(string question, string expected) =>
        Assert.Equal(expected, await Ask("extractive-span", $"Context: {Source}\nQuestion: {question}\nAnswer:"));

    [Fact]
    public async Task Lead_Sentences_AnswersWithTheFirst() =>
        Assert.Equal(
            "The river Aire rises in Malham. In 1816 the canal was opened by Joseph Priestley.",
            await Ask("lead", $"<context>{Source}</context> Summarise.", ("sentences", "2")));

    [Fact]
    public async Task Extractive_UnmarkedContext_ReadsTheInstructionsToo()
    {
        var answer = await Ask("extractive", [
            new(ChatRole.System, "Tell who opened the canal, canal, canal. Be brief."),
            new(ChatRole.User, "Who opened the canal?"),
        ]);
        Assert.Equal("Tell who opened the canal, canal, canal.", answer);
    }

    [Theory]
    [InlineData("Input: my card is lost / Label: lost_card\nInput: what is the exchange rate / Label: rate\nInput: I have lost the card\nLabel:", "lost_card")]
    [InlineData("Input: my card is lost\nLabel: lost_card\nInput: what is the exchange rate\nLabel: rate\nQuestion: tell me the rate please", "rate")]
    [InlineData("my card is lost => lost_card\nwhat is the exchange rate => rate\nQuestion: exchange rate of the euro?", "rate")]
    public async Task Nearest_Examples_AnswersWithTheLabelOfTheMostSimilar(string prompt, string expected) =>
        Assert.Equal(expected, await Ask("nearest", prompt));

    [Fact]
    public async Task Nearest_NoExamples_SaysSo() =>
        Assert.Contains("no example", (await Assert.ThrowsAsync<ArgumentException>(() => Ask("nearest", "Question: what?"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sentences", "0")]
    [InlineData("sentences", "many")]
    [InlineData("depth", "2")]
    public async Task Extractive_BadSetting_NamesIt(string name, string value) =>
        Assert.Contains($"'{name}'", (await Assert.ThrowsAsync<ArgumentException>(() => Ask("extractive", "Question: a?", (name, value)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("extractive")]
    [InlineData("extractive-span")]
    [InlineData("lead")]
    public async Task AnyMethod_OddPrompt_StillAnswers(string model)
    {
        Assert.Equal("", await Ask(model, " "));
        Assert.Equal("Still open", await Ask(model, "<context>Still open"));
    }

    [Fact]
    public async Task Any_Answer_ReportsItsWordsAsTokens()
    {
        using var client = BaselineChatClient.For(BuiltinModels.Find("lead")!);
        var response = await client.GetResponseAsync("<context>One two three. Four.</context>", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((6L, 3L, "lead"), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount, response.ModelId));
    }

    [Fact]
    public async Task Echo_Messages_AnswersWithTheRenderedPrompt()
    {
        using var echo = BaselineChatClient.Echo("echo");
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("Hello", (await echo.GetResponseAsync("Hello", cancellationToken: token)).Text);
        Assert.Equal("system: Be kind.\n\nuser: Hi", (await echo.GetResponseAsync([new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hi")], cancellationToken: token)).Text);
    }

    private static Task<string> Ask(string model, string prompt, params (string Name, string Value)[] settings) =>
        Ask(model, [new ChatMessage(ChatRole.User, prompt)], settings);

    private static async Task<string> Ask(string model, ChatMessage[] messages, params (string Name, string Value)[] settings)
    {
        using var client = BaselineChatClient.For(BuiltinModels.Find(model)!);
        var method = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        var options = new ChatOptions { AdditionalProperties = new() { [BaselineChatClient.MethodProperty] = method } };
        return (await client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken)).Text;
    }
}

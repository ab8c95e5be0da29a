using OpsConsole.Core.Ai;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class TokenCounterTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("hello world", 2)]
    [InlineData("tiktoken is great!", 6)]
    public void Count_KnownText_IsTiktokensCount(string text, int expected) => Assert.Equal(expected, TokenCounter.Count(text));

    [Fact]
    public void Count_Chat_AddsTheFraming() =>
        Assert.Equal(3 + 1 + 2 + 3, TokenCounter.Count([new ChatTurn("user", "hello world")]));

    [Fact]
    public void Count_LongText_IsQuick() => Assert.InRange(TokenCounter.Count(string.Concat(Enumerable.Repeat("lorem ipsum dolor ", 20_000))), 60_000, 100_000);

    [Theory]
    [InlineData("gpt-4o-mini", true)]
    [InlineData("openai/gpt-5", true)]
    [InlineData("o3", true)]
    [InlineData("claude-sonnet", false)]
    [InlineData("llama3", false)]
    [InlineData("olmo-2", false)]
    public void IsExactFor_Model_TellsTheFamily(string model, bool exact) => Assert.Equal(exact, TokenCounter.IsExactFor(model));
}

using System.Diagnostics;
using OpsConsole.Core.Ai.Baselines;
using Xunit;

namespace OpsConsole.Core.Tests.Ai.Baselines;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("Dr. Smith paid 3.5 million to J. Doe of the U.S. Army. He left.", "Dr. Smith paid 3.5 million to J. Doe of the U.S. Army.|He left.")]
    [InlineData("He said \"Stop.\" Then he went.", "He said \"Stop.\"|Then he went.")]
    [InlineData("Use e.g. Fig. 3 of www.example.org today. Done", "Use e.g. Fig. 3 of www.example.org today.|Done")]
    [InlineData("a wrapped\nline. Next\n\nParagraph without stop\n- item one\n- item two", "a wrapped\nline.|Next|Paragraph without stop|- item one|- item two")]
    [InlineData("Wait... what? Yes.", "Wait... what?|Yes.")]
    [InlineData("   ", "")]
    public void Split_Text_CutsAtTheEndsOfSentences(string text, string expected) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), SentenceSplitter.Split(text));

    [Theory]
    [InlineData(".")]
    [InlineData("a")]
    [InlineData("A. ")]
    [InlineData("\n ")]
    [InlineData("\"")]
    public void Split_AMillionOfTheSame_TakesLinearTime(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 500_000));
        var watch = Stopwatch.StartNew();
        SentenceSplitter.Split(text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }
}

using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>Where JavaScript and .NET read a pattern differently, JavaScript's reading holds.</summary>
public sealed class EcmaPatternTests
{
    [Theory]
    [InlineData(@"^[\W]$", "é", true)]
    [InlineData(@"^[\W]$", "e", false)]
    [InlineData(@"^[\W]$", "_", false)]
    [InlineData(@"^[\W]$", "`", true)]
    [InlineData(@"^[\D]$", "\u0663", true)]
    [InlineData(@"^[\D]$", "3", false)]
    [InlineData(@"^a[^]b$", "a\nb", true)]
    [InlineData("a[]b", "a[]b", false)]
    public async Task Regex_ClassThatJavaScriptReadsInItsOwnWay_MatchesAsThere(string pattern, string output, bool matches) =>
        Assert.Equal(matches, (await Check.EvaluateAsync("regex", pattern, output)).Pass);
}

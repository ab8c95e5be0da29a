using System.Globalization;
using OpsConsole.Core.Features.Prompts.Serving;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Prompts.Serving;

public sealed class CanarySplitTests
{
    private static readonly string[] Subjects = [.. Enumerable.Range(0, 20_000).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(99)]
    public void IsCanary_OfManySubjects_LiesWithinFiveDeviationsOfTheShare(int percent)
    {
        var subjects = Subjects.Count(subject => CanarySplit.IsCanary("support/answer", "production", subject, percent));
        var draws = Subjects.Count(_ => CanarySplit.IsCanary("support/answer", "production", null, percent));

        var share = percent / 100.0;
        var tolerance = 5 * Math.Sqrt(Subjects.Length * share * (1 - share));
        Assert.InRange(subjects, (Subjects.Length * share) - tolerance, (Subjects.Length * share) + tolerance);
        Assert.InRange(draws, (Subjects.Length * share) - tolerance, (Subjects.Length * share) + tolerance);
    }

    [Fact]
    public void IsCanary_RaisedPercentage_MovesNoSubjectBack()
    {
        foreach (var subject in Subjects.Take(2_000))
        {
            var arms = Enumerable.Range(1, 99).Select(percent => CanarySplit.IsCanary("support/answer", "production", subject, percent)).ToList();
            Assert.Equal(arms.Order(), arms);
        }
    }

    [Fact]
    public void IsCanary_KnownSubject_IsOnThisArmForEver()
    {
        // SHA-256 of "support/answer\nproduction\nuser-1", its first eight bytes modulo 10,000, computed elsewhere: 2039.
        Assert.False(CanarySplit.IsCanary("support/answer", "production", "user-1", 20));
        Assert.True(CanarySplit.IsCanary("support/answer", "production", "user-1", 21));
        Assert.NotEqual(
            Subjects.Select(subject => CanarySplit.IsCanary("support/answer", "production", subject, 50)),
            Subjects.Select(subject => CanarySplit.IsCanary("support/other", "production", subject, 50)));
    }
}

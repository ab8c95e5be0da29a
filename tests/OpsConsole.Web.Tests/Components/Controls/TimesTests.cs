using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class TimesTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 8, 42, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(-20, "just now")]
    [InlineData(-60 * 5, "5 min ago")]
    [InlineData(-3600 * 2, "2 h ago")]
    [InlineData(3600 * 9, "in 9 h")]
    [InlineData(-86400 * 2, "Sat 09:42")]
    [InlineData(-86400 * 52, "2 Oct")]
    [InlineData(-86400 * 400, "19 Oct 2025")]
    public void Relative_AnyDistance_SaysItAsPeopleDoInTheReadersZone(int seconds, string words) =>
        Assert.Equal(words, Times.Relative(Now.AddSeconds(seconds), Now, Berlin()));

    [Fact]
    public void Absolute_WinterAndSummer_NameTheOffsetThatHeldThen()
    {
        Assert.Equal("Mon 23 Nov 2026, 09:42 UTC+01:00", Times.Absolute(Now, Berlin()));
        Assert.Equal("Wed 1 Jul 2026, 14:00 UTC+02:00", Times.Absolute(new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc), Berlin()));
    }

    [Fact]
    public void Set_UnknownZone_FallsBackToUtc()
    {
        var zone = new BrowserTimeZone();
        zone.Set("Mars/Olympus_Mons");

        Assert.Equal("Mon 23 Nov 2026, 08:42 UTC", Times.Absolute(Now, zone));
    }

    private static BrowserTimeZone Berlin()
    {
        var zone = new BrowserTimeZone();
        zone.Set("Europe/Berlin");
        return zone;
    }
}

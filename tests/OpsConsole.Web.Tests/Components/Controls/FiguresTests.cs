using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(4.2, "+4.2")]
    [InlineData(-0.8, "−0.8")]
    [InlineData(0.04, "0.0")]
    [InlineData(-0.04, "0.0")]
    public void Signed_AnyChange_ShowsSignUnlessItRoundsToZero(double value, string shown) => Assert.Equal(shown, Figures.Signed(value, 1));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0123456, "0.0123")]
    [InlineData(1.1649, "1.16")]
    [InlineData(91.44, "91.4")]
    [InlineData(2050, "2,050")]
    public void Significant_AnySize_KeepsThreeDigitsAndNoMore(double value, string shown) => Assert.Equal(shown, Figures.Significant(value));

    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(0.000155, "$0.000155")]
    [InlineData(0.0155, "$0.0155")]
    [InlineData(11.827, "$11.83")]
    [InlineData(-5.86, "−$5.86")]
    [InlineData(21400, "$21,400.00")]
    public void Dollars_AnyAmount_ShowsCentsOrThreeDigitsBelowTen(double amount, string shown) => Assert.Equal(shown, Figures.Dollars((decimal)amount));

    [Theory]
    [InlineData(0.4, "0.400 ms")]
    [InlineData(640, "640 ms")]
    [InlineData(999.7, "1.00 s")]
    [InlineData(6840, "6.84 s")]
    [InlineData(59_970, "1 min")]
    [InlineData(125_000, "2 min 5 s")]
    [InlineData(125_600, "2 min 6 s")]
    [InlineData(3_599_700, "1 h")]
    [InlineData(7_200_000, "2 h")]
    public void Duration_AnyLength_UsesTheUnitPeopleSay(double milliseconds, string shown) => Assert.Equal(shown, Figures.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Percent_Share_HasOneDecimalAndASpace() => Assert.Equal("89.6 %", Figures.Percent(0.8958));
}

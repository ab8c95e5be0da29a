using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Controls;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("1200", 1200)]
    [InlineData(" 1,200.5 ", 1200.5)]
    [InlineData("12,345,678", 12345678)]
    [InlineData("-1,200", -1200)]
    [InlineData("0.5", 0.5)]
    public void TryRead_AsPeopleWriteIt_IsTheNumber(string text, double number)
    {
        Assert.True(TypedNumber.TryRead(text, out decimal read));
        Assert.Equal((decimal)number, read);
    }

    [Theory]
    [InlineData("0,5")]
    [InlineData("0,500")]
    [InlineData("1,2")]
    [InlineData("1,20,000")]
    [InlineData("12 000")]
    [InlineData("1e3")]
    [InlineData("")]
    public void TryRead_CommaThatSetsNoThousandsApart_IsNoNumber(string text) => Assert.False(TypedNumber.TryRead(text, out decimal _));

    [Theory]
    [InlineData("1.5")]
    [InlineData("3,000,000,000")]
    public void TryRead_NotWholeOrTooLarge_IsNoWholeNumber(string text) => Assert.False(TypedNumber.TryRead(text, out int _));
}

using OpsConsole.Web.Identity;
using Xunit;

namespace OpsConsole.Web.Tests.Identity;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/runs/12?show=flips", "/runs/12?show=flips")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Local_AnyAddress_StaysOnThisSite(string? asked, string taken) => Assert.Equal(taken, ReturnUrl.Local(asked));
}

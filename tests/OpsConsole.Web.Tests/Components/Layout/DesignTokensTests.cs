using OpsConsole.Web.Components.Layout;
using Xunit;

namespace OpsConsole.Web.Tests.Components.Layout;

public sealed class DesignTokensTests
{
    [Fact]
    public void Indexer_BothThemes_ReadTheirOwnColumn()
    {
        Assert.Equal("#FFFFFF", DesignTokens.Light["bg"]);
        Assert.Equal("#12151A", DesignTokens.Dark["bg"]);
        Assert.Equal(DesignTokens.Light["font"], DesignTokens.Dark["font"]);
    }

    [Fact]
    public void Theme_Palettes_CarryTheTokens()
    {
        Assert.Equal(DesignTokens.Light["accent"], OpsTheme.Theme.PaletteLight.Primary.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
        Assert.Equal(DesignTokens.Dark["surface"], OpsTheme.Theme.PaletteDark.Surface.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex), ignoreCase: true);
    }

    [Fact]
    public void Series_BeyondTheSeventh_RepeatsAndNeverTakesTheBaselineColour()
    {
        Assert.Equal(DesignTokens.Light.Series(1), DesignTokens.Light.Series(8));
        Assert.NotEqual(DesignTokens.Light.Series(0), DesignTokens.Light.Series(7));
    }
}

using MudBlazor;

namespace OpsConsole.Web.Components.Layout;

/// <summary>The MudBlazor theme, made from the design tokens: each value has one owner, the style sheet.</summary>
public static class OpsTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Fill(new PaletteLight(), DesignTokens.Light),
        PaletteDark = Fill(new PaletteDark(), DesignTokens.Dark),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = DesignTokens.Light["r"], AppbarHeight = DesignTokens.Light["topbar-h"] },
        Typography = MakeTypography(DesignTokens.Light),
        Shadows = MakeShadows(),
    };

    private static T Fill<T>(T palette, DesignTokens tokens)
        where T : Palette
    {
        palette.Background = tokens["bg"];
        palette.BackgroundGray = palette.DrawerBackground = tokens["bg-side"];
        palette.Surface = tokens["surface"];
        palette.AppbarBackground = tokens["bar"];
        palette.TableStriped = tokens["sunken"];
        palette.TableHover = tokens["hover"];
        palette.LinesDefault = palette.Divider = palette.DividerLight = palette.TableLines = tokens["line"];
        palette.LinesInputs = tokens["line-input"];
        palette.TextPrimary = palette.DrawerText = palette.AppbarText = tokens["text"];
        palette.TextSecondary = palette.DrawerIcon = palette.ActionDefault = tokens["text-2"];
        palette.TextDisabled = palette.ActionDisabled = tokens["text-off"];
        palette.ActionDisabledBackground = tokens["bg-off"];
        palette.Primary = tokens["accent"];
        palette.PrimaryDarken = palette.PrimaryLighten = tokens["accent-hover"];
        palette.PrimaryContrastText = tokens["on-accent"];
        palette.Secondary = palette.Info = tokens["info"];
        palette.Tertiary = tokens["inc"];
        palette.Success = tokens["pass"];
        palette.Warning = tokens["warn"];
        palette.Error = tokens["fail"];
        palette.Dark = tokens["text"];

        // Words on a filled surface: the page colour meets 4.5:1 on each of them in both themes.
        palette.SecondaryContrastText = palette.InfoContrastText = palette.TertiaryContrastText = tokens["bg"];
        palette.SuccessContrastText = palette.WarningContrastText = palette.ErrorContrastText = palette.DarkContrastText = tokens["bg"];
        palette.OverlayDark = tokens["scrim"];
        return palette;
    }

    private static Typography MakeTypography(DesignTokens tokens)
    {
        var family = tokens["font"].Split(',').Select(name => name.Trim().Trim('"')).ToArray();
        return new Typography
        {
            Default = new DefaultTypography { FontFamily = family, FontSize = tokens["fs-14"], LineHeight = "1.43", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = family, FontSize = tokens["fs-14"], LineHeight = "1.43", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = family, FontSize = tokens["fs-13"], LineHeight = "1.38", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = family, FontSize = tokens["fs-13"], FontWeight = tokens["w-medium"], TextTransform = "none", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = family, FontSize = tokens["fs-12"], LetterSpacing = "normal" },
            H4 = new H4Typography { FontFamily = family, FontSize = tokens["fs-20"], FontWeight = tokens["w-semibold"], LetterSpacing = "-0.01em" },
            H5 = new H5Typography { FontFamily = family, FontSize = tokens["fs-18"], FontWeight = tokens["w-semibold"] },
            H6 = new H6Typography { FontFamily = family, FontSize = tokens["fs-15"], FontWeight = tokens["w-semibold"], LetterSpacing = "normal" },
        };
    }

    // The style sheet's shadows follow the theme by themselves: MudBlazor has one list for both.
    private static Shadow MakeShadows()
    {
        var shadows = new Shadow();
        for (var level = 0; level < shadows.Elevation.Length; level++)
            shadows.Elevation[level] = level switch { < 4 => "none", < 16 => "var(--oc-shadow-2)", _ => "var(--oc-shadow-3)" };
        return shadows;
    }
}

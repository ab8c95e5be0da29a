using Microsoft.Playwright;

namespace OpsConsole.E2E.Tests;

/// <summary>What every journey does, in words.</summary>
public static class Steps
{
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.SettledAsync();
    }

    /// <summary>Waits for the circuit: before it, a click on what is drawn does nothing. Then for what is still being read.</summary>
    public static async Task SettledAsync(this IPage page)
    {
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.Locator("main h1").First.WaitForAsync();
        await page.WaitForFunctionAsync("() => !document.querySelector('main .oc-skeleton:not(.oc-gallery *)')");
    }

    /// <summary>Waits for every chart; parts of a drawing never count as visible.</summary>
    /// <param name="some">The page has a chart, which may not stand there yet.</param>
    public static Task DrawnAsync(this IPage page, bool some = true) =>
        page.WaitForFunctionAsync("some => (charts => (charts.length > 0 || !some) && charts.every(chart => chart.querySelector('.main-svg .trace')))([...document.querySelectorAll('.oc-figure [role=img]')])", some);

    /// <summary>The field that takes a file, once Blazor listens to it; a person is never quicker, a test is.</summary>
    public static async Task<ILocator> FileFieldAsync(this IPage page, string field = "#import-file")
    {
        await page.WaitForFunctionAsync("field => document.querySelector(field)?._blazorInputFileNextFileId !== undefined", field);
        return page.Locator(field);
    }

    public static ILocator Title(this IPage page) => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
}

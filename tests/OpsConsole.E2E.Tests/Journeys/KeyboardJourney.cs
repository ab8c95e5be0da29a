using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.E2E.Tests.Journeys;

/// <summary>Nothing here uses the pointer.</summary>
public sealed class KeyboardJourney(DemoConsole console) : Journey(console)
{
    [Fact]
    public async Task FromSignInToACase_WithKeysOnly()
    {
        var page = await EnterAsync(persona: null);
        await page.GotoAsync("/account/sign-in");
        await TabToAsync(page, "button[value=jonas]");
        await page.Keyboard.PressAsync("Enter");
        await page.SettledAsync();

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("RUN-0001");
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("RUN-0001");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(At("/runs/RUN-0001"));
        await page.SettledAsync();
        // A chart that is left before it is drawn makes its library complain.
        await page.DrawnAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("r");
        await Expect(page).ToHaveURLAsync(At("/runs"));
        await page.SettledAsync();
        await StepToAsync(page, "a[href$='/runs/RUN-0001']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(At("/runs/RUN-0001"));
        await page.SettledAsync();
        await page.Locator("a.o", new() { HasText = "C-0002" }).WaitForAsync();

        await StepToAsync(page, "a[href*='case=C-0002']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "C-0002" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "C-0003" }).Locator("[data-step='-1']")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page).ToHaveURLAsync(new Regex("case=C-0002"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator("a[href*='case=C-0002']").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task KeysQuickerThanTheServer_AreNotLost()
    {
        var page = await EnterAsync("jonas", "/runs/RUN-0001?mode=all&case=C-0001");
        await page.DrawnAsync();
        await page.Locator(".oc-dr [data-step='1']").WaitForAsync();

        foreach (var key in "jjjjjkk")
            await page.Keyboard.PressAsync($"{key}");

        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "C-0004" })).ToBeVisibleAsync();
        await Expect(page.GetByText("4 of 91 cases")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task FocusInAGridThatDrawsItsRowsAnew_StaysOnItsRow()
    {
        var page = await EnterAsync("jonas", "/runs/RUN-0001?mode=all");
        await page.DrawnAsync();
        await page.Locator("a.o", new() { HasText = "C-0001" }).WaitForAsync();
        await StepToAsync(page, "a[href*='case=C-0001']");

        for (var pressed = 0; pressed < 60; pressed++)
            await page.Keyboard.PressAsync("j");

        await Expect(page.Locator("a.o[href*='case=C-0061']")).ToBeFocusedAsync();
    }

    private static Task TabToAsync(IPage page, string target) => PressUntilFocusedAsync(page, "Tab", target);

    private static Task StepToAsync(IPage page, string target) => PressUntilFocusedAsync(page, "j", target);

    /// <summary>At most forty times; what has the focus must show it, every time. (While a grid still exchanges its first rows, nothing may have it.)</summary>
    private static async Task PressUntilFocusedAsync(IPage page, string key, string target)
    {
        for (var pressed = 0; pressed < 40; pressed++)
        {
            await page.Keyboard.PressAsync(key);
            Assert.True(await page.EvaluateAsync<bool>(ShowsFocus), $"The focus is not to be seen on {await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");
            if (await page.EvaluateAsync<bool>("target => document.activeElement.matches(target)", target))
                return;
        }

        Assert.Fail($"Forty times {key} did not reach {target}.");
    }

    private const string ShowsFocus =
        "() => { const style = getComputedStyle(document.activeElement); return document.activeElement === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'; }";
}

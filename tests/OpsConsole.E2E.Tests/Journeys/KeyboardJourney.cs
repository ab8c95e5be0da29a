using System.Text.Json;
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
        await page.GetByRole(AriaRole.Table, new() { Name = "Runs", Exact = true }).WaitForAsync();
        // The heading takes the focus after a navigation, from a row too.
        await Expect(page.Title()).ToBeFocusedAsync();
        await StepToAsync(page, "a[href$='/runs/RUN-0001']");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(At("/runs/RUN-0001"));
        await page.SettledAsync();
        await page.Locator("a.o", new() { HasText = "C-0002" }).WaitForAsync();
        await Expect(page.Title()).ToBeFocusedAsync();

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

    private static Task TabToAsync(IPage page, string target) => PressUntilFocusedAsync(page, "Tab", target, mayBeNowhere: true);

    // After a navigation the heading has the focus, and while a grid exchanges its rows nothing has; then the row comes.
    private static Task StepToAsync(IPage page, string target) => PressUntilFocusedAsync(page, "j", target, mayBeNowhere: false);

    /// <summary>At most forty times; what has the focus must show it, every time.</summary>
    private static async Task PressUntilFocusedAsync(IPage page, string key, string target, bool mayBeNowhere)
    {
        for (var pressed = 0; pressed < 40; pressed++)
        {
            await page.Keyboard.PressAsync(key);
            var focused = await (await page.WaitForFunctionAsync(FocusNow, new { target, mayBeNowhere })).JsonValueAsync<JsonElement>();
            Assert.True(focused.GetProperty("shows").GetBoolean(), $"The focus is not to be seen on {focused.GetProperty("on").GetString()}");
            if (focused.GetProperty("there").GetBoolean())
                return;
        }

        Assert.Fail($"Forty times {key} did not reach {target}.");
    }

    private const string FocusNow = """
        ({ target, mayBeNowhere }) => {
          const focused = document.activeElement, style = getComputedStyle(focused), nowhere = focused.matches('body, h1');
          if (nowhere && !mayBeNowhere) return null;
          return {
            there: focused.matches(target),
            shows: nowhere || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none',
            on: focused.outerHTML.slice(0, 200),
          };
        }
        """;
}

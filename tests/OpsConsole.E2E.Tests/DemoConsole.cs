using System.Collections.Concurrent;
using Microsoft.Playwright;
using OpsConsole.E2E.Tests;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(DemoConsole))]
[assembly: Parallelization(MaxThreads = 2)]

namespace OpsConsole.E2E.Tests;

/// <summary>One console with the demo workspace, its first run completed, and one browser, for all journeys of the assembly.</summary>
public class DemoConsole : IAsyncLifetime
{
    public const string FirstRun = "RUN-0001";

    /// <summary>Milliseconds; only something broken takes that long, on a busy machine too.</summary>
    private const float Patience = 20_000;
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] BrowserArguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsconsole-e2e-");
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _sessions = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ConsoleProcess? _console;
    private ConsoleApi? _api;

    public Uri Address => _console!.Address;

    public ConsoleApi Api => _api!;

    public string Log => _console!.Log;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium))
            return;

        _console = await ConsoleProcess.StartAsync($"Data Source={Path.Combine(_folder.FullName, "opsconsole.db")}", Path.Combine(_folder.FullName, "keys"), demo: true);
        _api = new ConsoleApi(_console.Address);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Headless = true, Args = BrowserArguments });
        var run = await _api.WaitAsync(FirstRun, ConsoleApi.HasEnded);
        Assert.Equal("Completed", run.GetProperty("state").GetString());
    }

    /// <summary>A browser window of its own; signed in when a persona is named.</summary>
    public async Task<IBrowserContext> OpenAsync(string? persona, ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        Assert.SkipWhen(_browser is null, $"Browser journeys need chromium at {Chromium}, and it is not there.");
        // Signed in by hand once for each persona; after that the session is handed on.
        var session = persona is null ? null : await _sessions.GetOrAdd(persona, key => new(() => SignInAsync(key))).Value;
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ColorScheme = theme,
            ViewportSize = new() { Width = width, Height = height },
            StorageState = session,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _api?.Dispose();
        if (_console is not null)
            await _console.DisposeAsync();
        _folder.Delete(recursive: true);

        // A page may survive what the server could not do; the log does not hide it.
        if (_console is { Faults.Count: > 0 } console)
            Assert.Fail($"The console logged errors during the journeys:\n{string.Join('\n', console.Faults)}\n\n{console.Log}");
    }

    private async Task<string> SignInAsync(string persona)
    {
        await using var context = await OpenAsync(null);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.Locator($"button[value={persona}]").ClickAsync();
        await page.SettledAsync();
        return await context.StorageStateAsync();
    }
}

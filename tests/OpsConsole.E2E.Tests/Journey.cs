using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace OpsConsole.E2E.Tests;

/// <summary>
/// One or more windows on the console. A journey fails on whatever a window's console, page or network tells of, seen by the person or not:
/// errors, exceptions, and requests to another host.
/// </summary>
public abstract class Journey(DemoConsole console) : IAsyncLifetime
{
    private readonly List<IBrowserContext> _windows = [];
    private readonly ConcurrentQueue<string> _faults = new();

    protected DemoConsole Console { get; } = console;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var window in _windows)
            await window.DisposeAsync();
        Assert.True(_faults.IsEmpty, string.Join("\n", _faults));
    }

    /// <summary>A new window, signed in as the persona.</summary>
    protected async Task<IPage> EnterAsync(string? persona, ColorScheme theme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        var window = await Console.OpenAsync(persona, theme, width, height);
        _windows.Add(window);
        window.Console += (_, message) => Note(message.Type == "error", $"console: {message.Text} at {message.Location}");
        window.WebError += (_, error) => Note(true, $"page: {error.Error}");
        window.Request += (_, request) => Note(new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } url && url.Authority != Console.Address.Authority, $"another host: {request.Url}");
        return await window.NewPageAsync();
    }

    /// <summary>The window at the address, the circuit up and everything loaded.</summary>
    protected async Task<IPage> EnterAsync(string persona, string path, ColorScheme theme = ColorScheme.Light)
    {
        var page = await EnterAsync(persona, theme);
        await page.OpenAsync(path);
        return page;
    }

    protected string At(string path) => new Uri(Console.Address, path).ToString();

    private void Note(bool isFault, string text)
    {
        if (isFault)
            _faults.Enqueue(text);
    }
}

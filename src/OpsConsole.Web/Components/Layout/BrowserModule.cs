using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace OpsConsole.Web.Components.Layout;

/// <summary>What only the browser knows or can do, for one open window. A call after the window is gone does nothing.</summary>
public sealed class BrowserModule(IJSRuntime js) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    public sealed record Facts(bool Dark, string? TimeZone);

    /// <summary>What somebody has written and the server may not have.</summary>
    /// <param name="At">Milliseconds since 1970.</param>
    /// <param name="Text">As <see cref="KeepAsync"/> was given it; null where nothing reached the server before the connection was lost.</param>
    /// <param name="Fields">What stands in the boxes themselves, by their <c>data-field</c>.</param>
    public sealed record Kept(long At, string? Text, Dictionary<string, string> Fields);

    public Task<Facts?> FactsAsync() => CallAsync<Facts?>("facts");

    public Task SetThemeAsync(bool dark) => CallAsync<object?>("setTheme", dark);

    public Task CopyAsync(string text) => CallAsync<object?>("copy", text);

    public Task DownloadAsync(string fileName, string contentType, string text) => CallAsync<object?>("download", fileName, contentType, text);

    /// <summary>Keeps a text in this browser, under a name, until it is forgotten.</summary>
    public Task KeepAsync(string name, string text) => CallAsync<object?>("keep", name, text);

    public Task<Kept?> KeptAsync(string name) => CallAsync<Kept?>("kept", name);

    public Task ForgetAsync(string name) => CallAsync<object?>("forget", name);

    /// <summary>Moves the focus into an element and remembers where it was.</summary>
    public Task EnterAsync(ElementReference element) => CallAsync<object?>("enter", element);

    /// <summary>Gives the focus back to where it was before <see cref="EnterAsync"/>.</summary>
    public Task LeaveAsync() => CallAsync<object?>("leave");

    public Task<IJSObjectReference?> ListenAsync<T>(DotNetObjectReference<T> shell)
        where T : class => CallAsync<IJSObjectReference?>("listen", shell);

    public async ValueTask DisposeAsync()
    {
        if (_module is { IsCompletedSuccessfully: true } loaded)
        {
            try
            {
                await loaded.Result.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The window is gone, and the module with it.
            }
        }
    }

    private async Task<T?> CallAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            var module = await (_module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/console.js").AsTask());
            return await module.InvokeAsync<T>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Components.Layout;

/// <summary>The frame around every page: navigation, top bar, theme, keys.</summary>
public sealed partial class MainLayout(BrowserModule browser, BrowserTimeZone zone, NavigationManager navigation, IDialogService dialogs) : IAsyncDisposable
{
    private DotNetObjectReference<MainLayout>? _self;
    private IJSObjectReference? _keys;
    private ErrorBoundary? _boundary;
    private IDialogReference? _open;
    private Actor? _actor;
    private string _path = "/";
    private bool _dark;
    private bool _ready;

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += OnLocationChanged;
        _path = PathOf(navigation.Uri);
        _actor = Authentication is null ? null : (await Authentication).User.ToActor();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        var facts = await browser.FactsAsync();
        _dark = facts?.Dark ?? false;
        zone.Set(facts?.TimeZone);
        _ready = true;
        StateHasChanged();

        _self = DotNetObjectReference.Create(this);
        _keys = await browser.ListenAsync(_self);
    }

    [JSInvokable]
    public Task ThemeChanged(bool dark) => InvokeAsync(() =>
    {
        _dark = dark;
        StateHasChanged();
    });

    [JSInvokable]
    public Task OpenSearch() => OpenAsync<SearchDialog>("Search");

    [JSInvokable]
    public Task OpenKeys() => OpenAsync<KeysDialog>("Keys");

    public async ValueTask DisposeAsync()
    {
        navigation.LocationChanged -= OnLocationChanged;
        _self?.Dispose();
        if (_keys is null)
            return;

        try
        {
            await _keys.InvokeVoidAsync("stop");
            await _keys.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The window is gone, and its listeners with it.
        }
    }

    private async Task SetThemeAsync(bool dark)
    {
        _dark = dark;
        await browser.SetThemeAsync(dark);
    }

    private Task OpenAsync<TDialog>(string title)
        where TDialog : IComponent => InvokeAsync(async () =>
    {
        if (_open is not null)
            return;

        _open = await dialogs.ShowAsync<TDialog>(title, new DialogOptions { NoHeader = true });
        await _open.Result;
        _open = null;
    });

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => InvokeAsync(() =>
    {
        _path = PathOf(change.Location);
        _boundary?.Recover();
        StateHasChanged();
    });

    private string PathOf(string uri) => "/" + navigation.ToBaseRelativePath(uri).Split('?', '#')[0];
}

using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using OpsConsole.Web.Components.Layout;
using Xunit;

namespace OpsConsole.Web.Tests;

/// <summary>A component alone: MudBlazor's services, a browser that answers nothing, a clock that stands still. MudBlazor can only be disposed asynchronously.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 42, 0, TimeSpan.Zero);

    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<BrowserModule>();
        Services.AddScoped<BrowserTimeZone>();
        Services.AddSingleton<TimeProvider>(Clock);
    }

    protected Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock { get; } = new(Now);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Components;

/// <summary>
/// What every page and dialog that acts has: the actor of each action, faults shown in place, refresh on changes, and a token
/// that ends with the component. The token is for reading; a command that changes something gets <see cref="CancellationToken.None"/>,
/// so that closing a page never stops it half-way.
/// </summary>
public abstract class OpsComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly List<IDisposable> _subscriptions = [];

    protected OpsComponent() => Ended = _ended.Token;

    [Inject]
    private ActorAccessor Actors { get; set; } = default!;

    [Inject]
    private ChangeFeed Changes { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    /// <summary>What went wrong last; shown by <see cref="InlineError"/>. The next action clears it.</summary>
    protected Fault? Fault { get; set; }

    /// <summary>An action is under way: its button is off meanwhile.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Cancelled when the component goes; may be asked for afterwards too, by work that was under way.</summary>
    protected CancellationToken Ended { get; }

    /// <summary>Does something as the reader. A refusal or a failure becomes the <see cref="Fault"/>; what was typed stays. True when it went well.</summary>
    protected async Task<bool> RunAsync(string what, Func<Actor, Task<Result>> action)
    {
        Fault = null;
        Busy = true;
        try
        {
            var result = await action(await Actors.GetAsync());
            Fault = result.Error is { } error ? Fault.Of(error) : null;
            return result.IsOk;
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            return false;
        }
        catch (SessionEndedException)
        {
            Navigation.NavigateTo($"/account/sign-in?returnUrl={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}", forceLoad: true);
            return false;
        }
        catch (Exception exception)
        {
            Fault = Fault.Unexpected($"{what}: an internal error stopped it");
            Loggers.CreateLogger(GetType()).LogError(exception, "{What} failed; correlation id {CorrelationId}", what, Fault.CorrelationId);
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>As <see cref="RunAsync"/> for what brings a value; nothing when it did not go well.</summary>
    protected async Task<T?> GetAsync<T>(string what, Func<Actor, Task<Result<T>>> action)
        where T : class
    {
        T? value = null;
        await RunAsync(what, async actor =>
        {
            var result = await action(actor);
            if (result.Error is { } error)
                return error;

            value = result.Value;
            return Result.Ok;
        });
        return value;
    }

    /// <summary>Reads again after a change of the topic, at most twice a second, the last change always included.</summary>
    protected void RefreshOn(string topic, Func<Task> refresh)
    {
        if (!Ended.IsCancellationRequested)
            _subscriptions.Add(Changes.Subscribe(topic, Throttled(refresh).Signal));
    }

    /// <summary>Reads again from time to time: what another node does is in no change feed of this one.</summary>
    protected void RefreshEvery(TimeSpan interval, Func<Task> refresh)
    {
        // A first read that outlasted the page must not start what nobody would end.
        if (Ended.IsCancellationRequested)
            return;
        var throttle = Throttled(refresh);
        _subscriptions.Add(Clock.CreateTimer(_ => throttle.Signal(), null, interval, interval));
    }

    private Throttle Throttled(Func<Task> refresh)
    {
        var ended = Ended;
        var throttle = new Throttle(Clock, TimeSpan.FromMilliseconds(500), () => InvokeAsync(async () =>
        {
            if (ended.IsCancellationRequested)
                return;

            await refresh();
            StateHasChanged();
        }));
        _subscriptions.Add(throttle);
        return throttle;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
        await _ended.CancelAsync();
        await EndAsync();
        _ended.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a page gives back when it closes.</summary>
    protected virtual ValueTask EndAsync() => ValueTask.CompletedTask;
}

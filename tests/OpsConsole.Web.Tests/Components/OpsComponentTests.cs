using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using OpsConsole.Core.Common;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;
using Xunit;

namespace OpsConsole.Web.Tests.Components;

public sealed class OpsComponentTests : PageTest
{
    private const string Topic = "probe";

    [Fact]
    public async Task Refresh_AfterARefusal_LeavesItToBeRead()
    {
        var probe = Render<Probe>();
        await probe.InvokeAsync(() => probe.Instance.ActAsync(Error.Conflict("probe.refused", "No.")));

        Get<ChangeFeed>().Publish(Topic);

        probe.WaitForAssertion(() => Assert.Equal(1, probe.Instance.Refreshes));
        Assert.Equal("No.", probe.Instance.Shown?.What);
    }

    [Fact]
    public async Task Refresh_UnderAnAction_LeavesItsButtonOff()
    {
        var probe = Render<Probe>();
        var ends = new TaskCompletionSource<Result>();
        var action = probe.InvokeAsync(() => probe.Instance.ActAsync(ends.Task));

        Get<ChangeFeed>().Publish(Topic);

        probe.WaitForAssertion(() => Assert.Equal(1, probe.Instance.Refreshes));
        Assert.True(probe.Instance.IsBusy);
        ends.SetResult(Result.Ok);
        await action;
        Assert.False(probe.Instance.IsBusy);
    }

    [Fact]
    public async Task Refresh_ThatFailsAndThenDoesNot_ShowsItsOwnFaultAndTakesItBack()
    {
        var probe = Render<Probe>();
        probe.Instance.Answer = Error.Unavailable("probe.away", "Away.");
        Get<ChangeFeed>().Publish(Topic);
        probe.WaitForAssertion(() => Assert.Equal("Away.", probe.Instance.Shown?.What));

        probe.Instance.Answer = Result.Ok;
        Get<ChangeFeed>().Publish(Topic);
        Clock.Advance(TimeSpan.FromSeconds(1));

        probe.WaitForAssertion(() => Assert.Null(probe.Instance.Shown));
    }

    [Fact]
    public async Task RefreshOn_AfterTheEnd_ListensToNothing()
    {
        var probe = Render<Probe>();
        var gone = probe.Instance;
        await probe.InvokeAsync(() => gone.DisposeAsync().AsTask());
        await probe.InvokeAsync(gone.Listen);

        var listening = Render<Probe>();
        Get<ChangeFeed>().Publish(Topic);

        listening.WaitForAssertion(() => Assert.Equal(1, listening.Instance.Refreshes));
        Assert.Equal(0, gone.Refreshes);
    }

    private sealed class Probe : OpsComponent
    {
        public int Refreshes { get; private set; }

        public Result Answer { get; set; } = Result.Ok;

        public Fault? Shown => Fault;

        public bool IsBusy => Busy;

        public Task<bool> ActAsync(Result result) => ActAsync(Task.FromResult(result));

        public Task<bool> ActAsync(Task<Result> result) => RunAsync("Acting", _ => result);

        public void Listen() => RefreshOn(Topic, async () =>
        {
            await RunAsync("Reading", _ => Task.FromResult(Answer));
            Refreshes++;
        });

        protected override void OnInitialized() => Listen();

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Refreshes);
    }
}

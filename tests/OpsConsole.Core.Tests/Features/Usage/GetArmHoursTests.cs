using OpsConsole.Core.Features.Feedback;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Usage;

public sealed class GetArmHoursTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Get_Arms_AreSummedAndShownHourByHour()
    {
        await _console.Get<RecordCalls>().HandleAsync(
            Reports.Batch(
                Reports.Call("too-old") with { StartedAt = "2026-11-21T08:59:59Z" },
                Reports.Call("oldest") with { StartedAt = "2026-11-21T09:00:00Z" },
                Reports.Call("now") with { StartedAt = "2026-11-23T08:00:00Z", Status = "error" },
                Reports.Call("six") with { Prompt = new PromptReport("support/answer", 6) },
                Reports.Call("other") with { Prompt = new PromptReport("support/other", 1) }),
            Reports.Service,
            None);
        await _console.Get<RecordFeedback>().HandleAsync(Reports.Batch(Reports.Feedback("a", "\"down\""), Reports.Feedback("b")), Reports.Service, None);

        var arms = await GetAsync();

        Assert.Equal([7, 6], arms.Select(arm => arm.Version));
        var seven = arms[0];
        Assert.Equal((2L, 0.5, 0.5), (seven.Total.Calls, seven.Total.ErrorRate!.Value, seven.Total.NegativeShare!.Value));
        Assert.Equal(48, seven.Hours.Count);
        Assert.Equal((new DateTime(2026, 11, 21, 9, 0, 0), new DateTime(2026, 11, 23, 8, 0, 0)), (seven.Hours[0].Start, seven.Hours[^1].Start));
        Assert.Equal([1L, 0L, 1L], [seven.Hours[0].Figures.Calls, seven.Hours[1].Figures.Calls, seven.Hours[^1].Figures.Calls]);
        Assert.Null(seven.Hours[1].Figures.ErrorRate);
        Assert.Null(seven.Total.CostPerCall);
        Assert.InRange(seven.Total.LatencyP95!.Value, 784, 816);
    }

    [Fact]
    public async Task Get_ChosenVersions_AreThoseAlone()
    {
        await _console.Get<RecordCalls>().HandleAsync(
            Reports.Batch(Enumerable.Range(5, 4).Select(version => Reports.Call($"c{version}") with { Prompt = new PromptReport("support/answer", version) })), Reports.Service, None);

        Assert.Equal([8, 6], (await GetAsync(6, 8)).Select(arm => arm.Version));
    }

    [Fact]
    public async Task Get_WithoutPermission_IsDenied() =>
        Assert.Equal("auth.denied", (await _console.Get<GetArmHours>().HandleAsync(new("support/answer", []), TestConsole.Nobody, None)).Error?.Code);

    private async Task<IReadOnlyList<GetArmHours.Arm>> GetAsync(params int[] versions) =>
        (await _console.Get<GetArmHours>().HandleAsync(new("support/answer", versions), TestConsole.Viewer, None)).Value;
}

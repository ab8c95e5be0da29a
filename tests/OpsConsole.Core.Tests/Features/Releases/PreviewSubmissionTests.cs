using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

public sealed class PreviewSubmissionTests
{
    [Fact]
    public async Task Preview_OfADraft_IsWhatTheSubmissionThenBinds()
    {
        await using var world = await StartAsync(tier: 3);
        await world.GoLiveAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);

        var preview = await PreviewAsync(world, number);
        var release = await world.ReadAsync(await world.SubmitAsync(number));

        Assert.Empty(preview.Blockers);
        Assert.Empty(preview.Warnings);
        Assert.Equal((release.Tier, release.ContentHash, release.LiveNumber), (preview.Tier, preview.ContentHash, preview.Live?.Number));
        Assert.Equal(release.Evidence.Select(Told), preview.Evidence.Select(Told));
        Assert.Equal(release.Figures, preview.Figures);
        Assert.Equal(["Product manager", "Engineer", "Security or Legal"], preview.Seats);

        static (GateKind, int, GateVerdict) Told(Evidence evidence) => (evidence.Kind, evidence.RunId, evidence.Verdict);
    }

    [Fact]
    public async Task Preview_OfADraft_StoresNothing()
    {
        await using var world = await StartAsync();
        var number = await world.DraftAsync();

        await PreviewAsync(world, number);

        await using var context = world.Open();
        Assert.Equal(VersionState.Draft, context.PromptVersions.Single().State);
        Assert.Empty(context.Releases);
        Assert.DoesNotContain(await world.AuditAsync(), action => action.StartsWith("release", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preview_WithoutRuns_SaysForEachGateWhyThereIsNoEvidence()
    {
        await using var world = await StartAsync();

        var preview = await PreviewAsync(world, await world.DraftAsync());

        Assert.Equal([GateKind.Baseline, GateKind.Safety], preview.Missing.Keys);
        Assert.Equal("No finished run of bench-baseline has executed v1 as it is now.", preview.Missing[GateKind.Baseline]);
        Assert.Empty(preview.Blockers);
    }

    [Fact]
    public async Task Preview_OfAVersionInReview_SaysThatItIsNoDraft()
    {
        await using var world = await StartAsync();
        await world.RequestAsync();

        Assert.Equal(["prompts.not-a-draft"], (await PreviewAsync(world, 1)).Blockers.Select(blocker => blocker.Code));
    }

    [Fact]
    public async Task Preview_OfATemplateThatDoesNotParse_NamesThePlace()
    {
        await using var world = await StartAsync();
        var broken = new PromptContent([new("user", "{{ question")], [new PromptVariable("question", PromptVariableType.Text, true, "?")]);
        var draft = (await world.Get<StartDraft>().HandleAsync(new(Key, null), Author, default)).Value;
        await world.Get<SaveDraft>().HandleAsync(new(Key, draft, 0, broken, "Broken"), Author, default);

        var blocker = Assert.Single((await PreviewAsync(world, draft)).Blockers);
        Assert.Equal((await world.Get<SubmitForReview>().HandleAsync(new(Key, draft), Author, default)).Error?.Message, blocker.Message);
    }

    [Fact]
    public async Task Preview_ForALabelThatIsNotProtected_IsBlocked()
    {
        await using var world = await StartAsync();

        var preview = await PreviewAsync(world, await world.DraftAsync(), "staging");

        Assert.Equal(["releases.not-protected"], preview.Blockers.Select(blocker => blocker.Code));
        Assert.Equal(["production"], preview.ProtectedLabels);
    }

    [Fact]
    public async Task Preview_WithOldEvidence_WarnsBeforeAnApproverWould()
    {
        await using var world = await StartAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);
        world.Clock.Advance(TimeSpan.FromDays(15));

        Assert.Contains("RUN-0001 is 15 days old, 14 days are allowed: run bench-baseline again.", (await PreviewAsync(world, number)).Warnings);
    }

    [Fact]
    public async Task Preview_AtT4OfRunsThatTheAuthorStarted_AsksForSomebodyElse()
    {
        await using var world = await StartAsync(tier: 4);
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number, startedBy: Author);

        Assert.Equal(3, (await PreviewAsync(world, number)).Warnings.Count(warning => warning.Contains("was started by the author", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Preview_WhileAnOlderRequestIsOpen_SaysThatItBecomesStale()
    {
        await using var world = await StartAsync();
        await world.RequestAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);

        Assert.Equal(["REL-0001 (v1) is open for production and becomes stale when this is submitted."], (await PreviewAsync(world, number)).Warnings);
    }

    [Fact]
    public async Task Preview_ByNobody_IsDenied()
    {
        await using var world = await StartAsync();

        Assert.Equal("auth.denied", (await world.Get<PreviewSubmission>().HandleAsync(new(Key, 1), TestConsole.Nobody, default)).Error?.Code);
    }

    private static async Task<PreviewSubmission.Preview> PreviewAsync(ReleaseWorld world, int number, string label = Label) =>
        (await world.Get<PreviewSubmission>().HandleAsync(new(Key, number, label), TestConsole.Viewer, default)).Value;
}

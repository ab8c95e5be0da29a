using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

/// <summary>The release path, each use case from a world in which it succeeds: tier 1, so that one product manager decides.</summary>
internal static class ReleaseProbes
{
    private static readonly Actor Author = Core.Common.Actor.Person("p-author", "Author", [Role.Author]);
    private static readonly Actor Manager = Core.Common.Actor.Person("p-manager", "Manager", [Role.ProductManager]);
    private static readonly Actor Second = Core.Common.Actor.Person("p-second", "Second", [Role.Engineer]);

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(SubmitForReview)] = RequestAsync,
        [typeof(RenewEvidence)] = async on => await OkAsync(on.Get<RenewEvidence>().HandleAsync(await RequestAsync(on), Author, Now)),
        [typeof(WithdrawRelease)] = async on => await OkAsync(on.Get<WithdrawRelease>().HandleAsync(await RequestAsync(on), "no more", Author, Now)),
        [typeof(CommentOnRelease)] = async on => await OkAsync(on.Get<CommentOnRelease>().HandleAsync(await RequestAsync(on), "Which cases?", Author, Now)),
        [typeof(DecideOnRelease)] = ApproveAsync,
        [typeof(GoLive)] = LiveAsync,
        [typeof(StartRollout)] = RollAsync,
        [typeof(StepRollout)] = async on => await OkAsync(on.Get<StepRollout>().HandleAsync(await RollAsync(on), 50, Manager, Now)),
        [typeof(HoldRollout)] = async on => await OkAsync(on.Get<HoldRollout>().HandleAsync(await RollAsync(on), true, Manager, Now)),
        [typeof(RollBack)] = async on =>
        {
            await LiveAsync(on);
            await LiveAsync(on);
            await OkAsync(on.Get<RollBack>().HandleAsync(new(on.World.Prompt.Key, PromptLabel.Production, null, "slower"), Manager, Now));
            await RollAsync(on);
            await OkAsync(on.Get<RollBack>().HandleAsync(new(on.World.Prompt.Key, PromptLabel.Production, null, "slower"), Manager, Now));
        },
        [typeof(MoveLabel)] = on => OkAsync(on.Get<MoveLabel>().HandleAsync(new(on.World.Prompt.Key, "try", 1, "see"), Author, Now)),
        [typeof(BreakTheGlass)] = BreakAsync,
        [typeof(ConfirmBreakGlass)] = async on =>
        {
            var broken = await BreakAsync(on);
            await OkAsync(on.Get<ConfirmBreakGlass>().HandleAsync(new(broken), Second, Now));
            await OkAsync(on.Get<ConfirmBreakGlass>().HandleAsync(new(broken, "It was right"), Second, Now));
        },
        [typeof(SweepReleases)] = async on =>
        {
            await RequestAsync(on);
            await OkAsync(on.Get<SweepReleases>().HandleAsync(Core.Common.Actor.System("sweep"), Now));
        },
        [typeof(CheckServed)] = async on =>
        {
            await LiveAsync(on);
            await OkAsync(on.Get<CheckServed>().HandleAsync(Core.Common.Actor.System("check"), Now));
        },
        [typeof(GetRelease)] = async on => await OkAsync(on.Get<GetRelease>().HandleAsync(await RequestAsync(on), Manager, Now)),
        [typeof(GetInbox)] = async on =>
        {
            await RequestAsync(on);
            await OkAsync(on.Get<GetInbox>().HandleAsync(Manager, Now));
        },
        [typeof(ListReleases)] = on => OkAsync(on.Get<ListReleases>().HandleAsync(
            new(on.World.Prompt.Key, on.World.System.Key, "production", [ReleaseState.Rolling, ReleaseState.Live], 1_000_000, Search: "a", Tier: 1), Manager, Now)),
        [typeof(ListCanaries)] = async on =>
        {
            await RollAsync(on);
            Assert.NotEmpty(await OkAsync(on.Get<ListCanaries>().HandleAsync(Manager, Now)));
        },
        [typeof(ListLabels)] = async on =>
        {
            await LiveAsync(on);
            await OkAsync(on.Get<ListLabels>().HandleAsync(on.World.Prompt.Key, Manager, Now));
        },
        [typeof(PreviewSubmission)] = async on =>
        {
            await RequestAsync(on);
            var number = await OkAsync(on.Get<AddPromptVersion>().HandleAsync(new(on.World.Prompt.Key, new([new("user", $"{Guid.NewGuid():N} {{{{ q }}}}")], [new("q", PromptVariableType.Text, true, "a")]), "why"), Author, Now));
            await OkAsync(on.Get<PreviewSubmission>().HandleAsync(new(on.World.Prompt.Key, number), Manager, Now));
        },
    };

    private static async Task<int> RequestAsync(ProbedConsole on)
    {
        var contexts = on.Get<IDbContextFactory<OpsDbContext>>();
        await using var context = await contexts.CreateDbContextAsync(Now);

        // The world's own canary is of another label; the tier comes down so that one approval is enough.
        await context.Systems.Where(row => row.Id == on.World.System.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Audience, Audience.Internal).SetProperty(row => row.Data, DataSensitivity.None).SetProperty(row => row.Autonomy, Autonomy.Suggests)
                .SetProperty(row => row.Effect, DecisionEffect.None).SetProperty(row => row.Regulatory, RegulatoryClass.Minimal),
            Now);
        var content = new PromptContent([new PromptMessage("user", $"{Guid.NewGuid():N} {{{{ q }}}}")], [new PromptVariable("q", PromptVariableType.Text, true, "a")]);
        var number = await OkAsync(on.Get<AddPromptVersion>().HandleAsync(new(on.World.Prompt.Key, content, "why"), Author, Now));
        var version = await context.PromptVersions.AsNoTracking().SingleAsync(row => row.PromptId == on.World.Prompt.Id && row.Number == number, Now);
        var gate = await context.Gates.Where(row => row.PromptId == on.World.Prompt.Id && row.Kind == GateKind.Baseline).OrderByDescending(row => row.Number).FirstAsync(Now);
        var run = on.World.NewRun();

        // The run is new and has no id; what it belongs to is there already.
        context.Attach(run);
        await context.SaveChangesAsync(Now);
        context.RunCandidates.Add(new RunCandidate
        {
            RunId = run.Id,
            Name = "candidate",
            PromptVersionId = version.Id,
            PromptKey = on.World.Prompt.Key,
            PromptNumber = number,
            PromptHash = version.ContentHash,
            ModelId = on.World.Model.Id,
            ProviderKey = on.World.Provider.Key,
            ModelKey = on.World.Model.Key,
            Parameters = Core.Ai.ModelParameters.Default,
            Summary = new CandidateSummary(1, 0, new Estimate(1, 0.9, 1), null, 1, 2, 0.1m, [], null),
        });
        await context.SaveChangesAsync(Now);
        Assert.Equal(run.BenchmarkId, gate.BenchmarkId);
        var key = await OkAsync(on.Get<SubmitForReview>().HandleAsync(new(on.World.Prompt.Key, number, PromptLabel.Production, "why"), Author, Now));
        return Release.ParseKey(key)!.Value;
    }

    private static async Task<int> ApproveAsync(ProbedConsole on)
    {
        var id = await RequestAsync(on);
        var hash = (await OkAsync(on.Get<GetRelease>().HandleAsync(id, Manager, Now))).Release.ContentHash;
        await OkAsync(on.Get<DecideOnRelease>().HandleAsync(new(id, DecisionKind.Approve, null, hash, "read"), Manager, Now));
        return id;
    }

    private static async Task<int> LiveAsync(ProbedConsole on)
    {
        var id = await ApproveAsync(on);
        await OkAsync(on.Get<GoLive>().HandleAsync(id, Manager, Now));
        return id;
    }

    private static async Task<int> RollAsync(ProbedConsole on)
    {
        await LiveAsync(on);
        var id = await ApproveAsync(on);
        await OkAsync(on.Get<StartRollout>().HandleAsync(new(id, 5), Manager, Now));
        return id;
    }

    private static async Task<int> BreakAsync(ProbedConsole on)
    {
        var id = await RequestAsync(on);
        var contexts = on.Get<IDbContextFactory<OpsDbContext>>();
        await using var context = await contexts.CreateDbContextAsync(Now);
        var incident = new Incident { SystemId = on.World.System.Id, Title = "Wrong excess", Severity = 1, DeclaredById = "p", DeclaredByName = "P", DeclaredAt = World.Noon };
        context.Incidents.Add(incident);
        await context.SaveChangesAsync(Now);
        return Release.ParseKey(await OkAsync(on.Get<BreakTheGlass>().HandleAsync(new(id, incident.Id, new string('r', 80)), Manager, Now)))!.Value;
    }
}

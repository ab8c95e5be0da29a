using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Systems;

public sealed class SystemUseCaseTests : IDisposable
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Create_ThenGet_TellsTheFactsAndTheTier()
    {
        await CreateAsync("support-assistant", new SystemFacts
        {
            Name = " Support assistant ",
            Audience = Audience.Customer,
            Data = DataSensitivity.Personal,
            Autonomy = Autonomy.Suggests,
            Effect = DecisionEffect.None,
            Regulatory = RegulatoryClass.Transparency,
            MonthlyBudget = Money.FromDollars(300),
        });

        var dossier = (await _console.Get<GetSystem>().HandleAsync("support-assistant", TestConsole.Viewer, None)).Value;

        Assert.Equal("Support assistant", dossier.Facts.Name);
        Assert.Equal(2, dossier.Tier.Level);
        Assert.Equal("SYS-0001", dossier.Number);
        Assert.Equal(TestConsole.Engineer.Name, dossier.CreatedBy);
        Assert.Equal(_console.Clock.GetUtcNow().UtcDateTime, dossier.CreatedAt);
        Assert.False(dossier.IsDemo);
    }

    [Fact]
    public async Task Create_WithoutPermission_IsDeniedAndStoresNothing()
    {
        var result = await _console.Get<CreateSystem>().HandleAsync(new("a", new SystemFacts { Name = "A" }), TestConsole.Viewer, None);

        Assert.Equal(ErrorKind.Denied, result.Error?.Kind);
        Assert.Empty((await ListAsync()).Items);
    }

    [Theory]
    [InlineData("Support")]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    public async Task Create_KeyThatIsNoSlug_IsRefusedByField(string key)
    {
        var result = await _console.Get<CreateSystem>().HandleAsync(new(key, new SystemFacts { Name = "A" }), TestConsole.Engineer, None);

        Assert.Equal("systems.invalid", result.Error?.Code);
        Assert.Equal("key", Assert.Single(result.Error!.Details!).Where);
    }

    [Fact]
    public async Task Create_SeveralFaults_NamesThemAll()
    {
        var facts = new SystemFacts { Name = " ", SloErrorRate = 1.5, MonthlyBudget = Money.FromDollars(-1) };

        var result = await _console.Get<CreateSystem>().HandleAsync(new("a", facts), TestConsole.Engineer, None);

        Assert.Equal(["name", "sloErrorRate", "monthlyBudget"], result.Error!.Details!.Select(detail => detail.Where));
    }

    [Fact]
    public async Task Create_KeyTaken_IsAConflict()
    {
        await CreateAsync("a");

        var result = await _console.Get<CreateSystem>().HandleAsync(new("a", new SystemFacts { Name = "Again" }), TestConsole.Engineer, None);

        Assert.Equal("systems.key-taken", result.Error?.Code);
    }

    [Fact]
    public async Task Create_ManyAtOnceWithOneKey_ExactlyOneWins()
    {
        var command = new CreateSystem.Command("race", new SystemFacts { Name = "Race" });

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => _console.Get<CreateSystem>().HandleAsync(command, TestConsole.Engineer, None))));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("systems.key-taken", result.Error?.Code));
    }

    [Fact]
    public async Task Update_OverANewerRevision_IsRefused()
    {
        await CreateAsync("a");
        var update = _console.Get<UpdateSystem>();

        var first = await update.HandleAsync(new("a", 0, new SystemFacts { Name = "First" }), TestConsole.Engineer, None);
        var second = await update.HandleAsync(new("a", 0, new SystemFacts { Name = "Second" }), TestConsole.Engineer, None);

        Assert.True(first.IsOk);
        Assert.Equal("common.changed-meanwhile", second.Error?.Code);
        var dossier = (await _console.Get<GetSystem>().HandleAsync("a", TestConsole.Viewer, None)).Value;
        Assert.Equal(("First", 1), (dossier.Facts.Name, dossier.Revision));
    }

    [Fact]
    public async Task List_InSlices_ReachesEverySystemOnce()
    {
        foreach (var key in new[] { "delta", "alpha", "charlie", "bravo", "echo" })
            await CreateAsync(key);

        var first = await ListAsync(new ListSystems.Query(Limit: 2));
        var second = await ListAsync(new ListSystems.Query(After: first.Next, Limit: 2));
        var third = await ListAsync(new ListSystems.Query(After: second.Next, Limit: 2));

        Assert.Equal(["alpha", "bravo", "charlie", "delta", "echo"], new[] { first, second, third }.SelectMany(page => page.Items).Select(item => item.Key));
        Assert.Equal("bravo", first.Next);
        Assert.Null(third.Next);
    }

    [Theory]
    [InlineData("SUPPORT", 1)]
    [InlineData("100%", 1)]
    [InlineData("a_b", 0)]
    [InlineData("  ", 2)]
    public async Task List_Searched_IgnoresCaseAndTakesSignsLiterally(string search, int found)
    {
        await CreateAsync("desk", new SystemFacts { Name = "Customer support" });
        await CreateAsync("axb", new SystemFacts { Name = "The 100% check" });

        Assert.Equal(found, (await ListAsync(new ListSystems.Query(search))).Items.Count);
    }

    [Fact]
    public async Task Get_Unknown_IsNotFound() =>
        Assert.Equal("systems.not-found", (await _console.Get<GetSystem>().HandleAsync("none", TestConsole.Viewer, None)).Error?.Code);

    [Fact]
    public async Task Reads_WithoutAnyRole_AreDenied()
    {
        Assert.Equal(ErrorKind.Denied, (await _console.Get<ListSystems>().HandleAsync(new(), TestConsole.Nobody, None)).Error?.Kind);
        Assert.Equal(ErrorKind.Denied, (await _console.Get<GetSystem>().HandleAsync("a", TestConsole.Nobody, None)).Error?.Kind);
    }

    private async Task CreateAsync(string key, SystemFacts? facts = null) =>
        Assert.True((await _console.Get<CreateSystem>().HandleAsync(new(key, facts ?? new SystemFacts { Name = key }), TestConsole.Engineer, None)).IsOk);

    private async Task<Page<ListSystems.Item>> ListAsync(ListSystems.Query? query = null) =>
        (await _console.Get<ListSystems>().HandleAsync(query ?? new(), TestConsole.Viewer, None)).Value;
}

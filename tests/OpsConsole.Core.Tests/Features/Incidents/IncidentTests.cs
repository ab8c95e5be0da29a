using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Incidents;

public sealed class IncidentTests : IDisposable
{
    private static readonly Actor Ines = Actor.Person("u-ines", "Inês Duarte", [Role.Security]);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public async Task Blocking_AreTheOpenSev1AndSev2OfTheSystem(int severity, bool blocks)
    {
        await SystemsAsync();
        var key = await DeclareAsync("claims", severity);

        Assert.Equal(blocks ? [key] : [], await BlockingAsync("claims"));
        Assert.Empty(await BlockingAsync("desk"));
    }

    [Fact]
    public async Task Resolve_Blocking_BlocksNoLonger()
    {
        await SystemsAsync();
        var key = await DeclareAsync("claims", 1);

        Assert.True((await _console.Get<ResolveIncident>().HandleAsync(new(key, " Rolled back to v6 "), Ines, None)).IsOk);

        Assert.Empty(await BlockingAsync("claims"));
        var incident = (await _console.Get<GetIncident>().HandleAsync(key, TestConsole.Viewer, None)).Value;
        Assert.Equal(("Rolled back to v6", "Inês Duarte", false), (incident.Resolution, incident.ResolvedByName, incident.IsOpen));
        Assert.Equal("incidents.resolved", (await _console.Get<ResolveIncident>().HandleAsync(new(key, "again"), Ines, None)).Error?.Code);
        Assert.Equal(["incident.declared", "incident.resolved"], (await EventsAsync(key)).Select(row => row.Action));
    }

    [Fact]
    public async Task Resolve_WithoutWords_IsRefused()
    {
        await SystemsAsync();
        var key = await DeclareAsync("claims", 1);

        Assert.Equal("resolution", Assert.Single((await _console.Get<ResolveIncident>().HandleAsync(new(key, " "), Ines, None)).Error!.Details!).Where);
    }

    [Theory]
    [InlineData("claims", 0, "x", "severity")]
    [InlineData("claims", 5, "x", "severity")]
    [InlineData("claims", 1, " ", "title")]
    [InlineData("none", 1, "x", "system")]
    public async Task Declare_OutOfBounds_NamesTheField(string system, int severity, string title, string field)
    {
        await SystemsAsync();

        Assert.Equal(field, Assert.Single((await _console.Get<DeclareIncident>().HandleAsync(new(system, severity, title), Ines, None)).Error!.Details!).Where);
        Assert.Empty((await ListAsync(new())).Items);
    }

    [Theory]
    [InlineData(Role.Author)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    public async Task Declare_WithoutThePermission_IsDenied(Role role)
    {
        await SystemsAsync();
        var actor = Actor.Person("u-x", "X", [role]);

        Assert.Equal(ErrorKind.Denied, (await _console.Get<DeclareIncident>().HandleAsync(new("claims", 1, "x"), actor, None)).Error?.Kind);
        Assert.Equal(ErrorKind.Denied, (await _console.Get<ResolveIncident>().HandleAsync(new("INC-0001", "x"), actor, None)).Error?.Kind);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 0)]
    public async Task Declare_Severe_TellsThoseWhoHaveToAct_ButNotWhoDeclaredIt(int severity, int told)
    {
        await SystemsAsync();
        foreach (var person in new[] { Ines, TestConsole.Engineer, TestConsole.Viewer, Actor.Person("u-pm", "PM", [Role.ProductManager]) })
            await _console.Get<RememberPerson>().HandleAsync(person, None);

        var key = await DeclareAsync("claims", severity);

        await using var context = _console.Database.CreateDbContext();
        var notices = await context.Notifications.ToListAsync(None);
        Assert.Equal(told, notices.Count);
        Assert.All(notices, notice => Assert.Equal($"/incidents/{key}", notice.Href));
        Assert.DoesNotContain(Ines.Id, notices.Select(notice => notice.PersonId));
    }

    [Fact]
    public async Task List_OpenFirstThenTheGravestThenTheNewest()
    {
        await SystemsAsync();
        var closed = await DeclareAsync("claims", 1);
        var minor = await DeclareAsync("claims", 3);
        var grave = await DeclareAsync("desk", 1);
        await _console.Get<ResolveIncident>().HandleAsync(new(closed, "done"), Ines, None);

        var all = await ListAsync(new());
        Assert.Equal([grave, minor, closed], all.Items.Select(item => item.Key));
        Assert.Equal((3, 2, 1), (all.Total, all.Open, all.Blocking));

        Assert.Equal([minor], (await ListAsync(new(OpenOnly: true, "claims"))).Items.Select(item => item.Key));
    }

    [Theory]
    [InlineData("INC-0009")]
    [InlineData("RUN-0001")]
    [InlineData("INC-x")]
    public async Task Get_Unknown_IsNotFound(string key) =>
        Assert.Equal("incidents.not-found", (await _console.Get<GetIncident>().HandleAsync(key, TestConsole.Viewer, None)).Error?.Code);

    private async Task SystemsAsync()
    {
        foreach (var key in new[] { "claims", "desk" })
            Assert.True((await _console.Get<CreateSystem>().HandleAsync(new(key, new SystemFacts { Name = key }), TestConsole.Engineer, None)).IsOk);
    }

    private async Task<string> DeclareAsync(string system, int severity) =>
        (await _console.Get<DeclareIncident>().HandleAsync(new(system, severity, "Answers name the wrong excess"), Ines, None)).Value;

    private async Task<ListIncidents.Listing> ListAsync(ListIncidents.Query query) => (await _console.Get<ListIncidents>().HandleAsync(query, TestConsole.Viewer, None)).Value;

    private async Task<IEnumerable<string>> BlockingAsync(string system)
    {
        await using var context = _console.Database.CreateDbContext();
        var id = await context.Systems.Where(row => row.Key == system).Select(row => row.Id).SingleAsync(None);
        return (await OpenIncidents.BlockingAsync(context, id, None)).Select(row => row.Key);
    }

    private async Task<List<AuditEvent>> EventsAsync(string key)
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.AuditEvents.Where(row => row.ObjectKey == key).OrderBy(row => row.Id).ToListAsync(None);
    }
}

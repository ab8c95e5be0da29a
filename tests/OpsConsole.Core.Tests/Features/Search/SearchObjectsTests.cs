using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Search;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Search;

public sealed class SearchObjectsTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Theory]
    [InlineData("inc-0001", "Incident INC-0001 Wrong excess quoted /incidents/INC-0001")]
    [InlineData("EXCESS", "Incident INC-0001 Wrong excess quoted /incidents/INC-0001")]
    [InlineData("exc-0001", "Exception EXC-0001 claims/answer v3: Refusals not worse by 3 points /exceptions/EXC-0001")]
    [InlineData("refusals", "Exception EXC-0001 claims/answer v3: Refusals not worse by 3 points /exceptions/EXC-0001")]
    public async Task SearchAsync_IncidentOrException_IsFoundByItsKeyAndItsWords(string query, string found)
    {
        await SeedAsync();

        var hits = await _console.Get<ISearchSource>().SearchAsync(query, TestConsole.Viewer, None);

        Assert.Equal(found, Assert.Single(hits.Select(hit => $"{hit.Kind} {hit.Key} {hit.Name} {hit.Href}")));
    }

    [Fact]
    public async Task SearchAsync_WithoutTheRightToRead_FindsNothing()
    {
        await SeedAsync();

        Assert.Empty(await _console.Get<ISearchSource>().SearchAsync("inc-0001", TestConsole.Nobody, None));
    }

    private async Task SeedAsync()
    {
        await _console.Get<CreateSystem>().HandleAsync(new("desk", new SystemFacts { Name = "Desk" }), TestConsole.Engineer, None);
        await _console.Get<DeclareIncident>().HandleAsync(new("desk", 3, "Wrong excess quoted"), TestConsole.Engineer, None);
        await using var context = _console.Database.CreateDbContext();
        context.GateExceptions.Add(new GateException
        {
            Prompt = new Prompt { Key = "claims/answer", Name = "Answer", System = new AiSystem { Key = "other", Name = "Other" } },
            VersionNumber = 3,
            ContentHash = new string('c', 64),
            GateKind = GateKind.Safety,
            RuleWords = "Refusals not worse by 3 points",
            Reason = "few cases",
            CompensatingControls = "canary",
            RequestedById = "u",
            RequestedByName = "U",
        });
        await context.SaveChangesAsync(None);
    }
}

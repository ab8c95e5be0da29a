using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems.Model;
using Xunit;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>Every query of every use case is something that SQL Server can run, proven without a SQL Server.</summary>
public sealed class UseCaseTranslationTests
{
    public static TheoryData<string> UseCaseNames => new(UseCases.All.Select(type => type.Name).Order());

    [Theory]
    [MemberData(nameof(UseCaseNames))]
    public async Task Handle_EveryQuery_IsValidTSql(string useCase)
    {
        var type = UseCases.All.Single(type => type.Name == useCase);
        Assert.True(UseCaseProbes.All.TryGetValue(type, out var probe), $"{useCase} has no probe: add a line to {nameof(UseCaseProbes)} that calls it with success.");
        await using var console = await MirroredConsole.StartAsync();

        await probe(console);

        Assert.All(console.Mirror.Commands, command => Assert.Empty(TSql.Faults(command)));
        Assert.True(console.Mirror.Commands.Count > 0 || UseCaseProbes.QueryNothing.Contains(type), $"{useCase} was run and asked the database nothing.");
    }

    [Fact]
    public void Faults_OfBrokenSql_AreNamed() => Assert.NotEmpty(TSql.Faults("SELECT [r].[Id] FROM [Runs] AS [r] LIMIT 10"));

    [Fact]
    public async Task Query_ThatSqlServerCannotRun_IsFound()
    {
        await using var console = await MirroredConsole.StartAsync();
        await using var context = console.CreateDbContext();
        var now = World.Noon;

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Runs.Where(run => now - run.QueuedAt > TimeSpan.FromHours(1)).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Query_WithSubqueryCountAndUpdate_IsWrittenDownAsTSql()
    {
        await using var console = await MirroredConsole.StartAsync();
        await using var context = console.CreateDbContext();
        var before = console.Mirror.Commands.Count;
        var live = context.Systems.Where(row => row.State == SystemState.Live);

        await context.Prompts.CountAsync(prompt => live.Any(row => row.Id == prompt.SystemId), TestContext.Current.CancellationToken);
        await context.Prompts.Where(prompt => context.Systems.Any(row => row.Id == prompt.SystemId)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Name, row => row.Name + "!"), TestContext.Current.CancellationToken);

        Assert.Collection(
            console.Mirror.Commands.Skip(before),
            count => Assert.Contains("COUNT(*)", count, StringComparison.Ordinal),
            update => Assert.Contains("UPDATE [p]", update, StringComparison.Ordinal));
    }
}

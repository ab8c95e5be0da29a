using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Db.Tests.UseCases;
using Xunit;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>Every query of every use case is something that SQL Server can run, proven without a SQL Server.</summary>
public sealed class UseCaseTranslationTests
{
    [Theory]
    [MemberData(nameof(UseCaseProbes.UseCaseNames), MemberType = typeof(UseCaseProbes))]
    public async Task Handle_EveryQuery_IsValidTSql(string useCase)
    {
        using var database = new MirroredDatabase();
        await using var console = await ProbedConsole.StartAsync(database);

        await UseCaseProbes.RunAsync(useCase, console);

        Assert.All(database.Mirror.Commands, command => Assert.Empty(TSql.Faults(command)));
        Assert.True(database.Mirror.Commands.Count > 0 || UseCaseProbes.QueryNothing.Contains(useCase), $"{useCase} was run and asked the database nothing.");
    }

    [Fact]
    public async Task Sql_WrittenByHand_IsSeenToo()
    {
        using var database = new MirroredDatabase();
        await using var context = database.CreateDbContext();

        await context.Database.ExecuteSqlAsync($"""UPDATE "Runs" SET "Attempt" = {1}""", TestContext.Current.CancellationToken);

        Assert.Contains(database.Mirror.Commands, command => command.Contains("\"Attempt\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Faults_OfBrokenSql_AreNamed() => Assert.NotEmpty(TSql.Faults("SELECT [r].[Id] FROM [Runs] AS [r] LIMIT 10"));

    [Fact]
    public async Task Query_ThatSqlServerCannotRun_IsFound()
    {
        using var database = new MirroredDatabase();
        await using var context = database.CreateDbContext();
        var now = World.Noon;

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Runs.Where(run => now - run.QueuedAt > TimeSpan.FromHours(1)).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Query_WithSubqueryCountAndUpdate_IsWrittenDownAsTSql()
    {
        using var database = new MirroredDatabase();
        await using var context = database.CreateDbContext();
        var before = database.Mirror.Commands.Count;
        var live = context.Systems.Where(row => row.State == SystemState.Live);

        await context.Prompts.CountAsync(prompt => live.Any(row => row.Id == prompt.SystemId), TestContext.Current.CancellationToken);
        await context.Prompts.Where(prompt => context.Systems.Any(row => row.Id == prompt.SystemId)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Name, row => row.Name + "!"), TestContext.Current.CancellationToken);

        Assert.Collection(
            database.Mirror.Commands.Skip(before),
            count => Assert.Contains("COUNT(*)", count, StringComparison.Ordinal),
            update => Assert.Contains("UPDATE [p]", update, StringComparison.Ordinal));
    }
}

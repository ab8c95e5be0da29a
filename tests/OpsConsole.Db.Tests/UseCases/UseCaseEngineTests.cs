using Microsoft.EntityFrameworkCore;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.UseCases;

/// <summary>Every use case done for real on every server engine that is there; SQLite is what all other tests run on.</summary>
public sealed class UseCaseEngineTests(UseCaseEngineTests.Servers servers) : IClassFixture<UseCaseEngineTests.Servers>
{
    public static TheoryData<string, string> EachOnEach
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var row in UseCaseProbes.UseCaseNames)
            {
                all.Add("PostgreSql", row.Data);
                all.Add("SqlServer", row.Data);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(EachOnEach))]
    public async Task Handle_OnAServer_Succeeds(string engine, string useCase)
    {
        await using var console = await ProbedConsole.StartAsync(await servers.UseAsync(engine));

        await UseCaseProbes.RunAsync(useCase, console);
    }

    /// <summary>A database for these tests alone: some use cases act on whatever rows they find.</summary>
    public sealed class Servers(EngineDatabases engines) : IAsyncDisposable
    {
        private readonly Dictionary<string, EngineDatabase> _own = [];

        public async Task<EngineDatabase> UseAsync(string engine)
        {
            if (!_own.TryGetValue(engine, out var own))
            {
                own = _own[engine] = (await engines.UseAsync(engine)).Beside($"opsconsole_test_{Guid.NewGuid():N}");
                await using var context = own.CreateDbContext();
                await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
            }

            return own;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var own in _own.Values)
            {
                await using var context = own.CreateDbContext();
                await context.Database.EnsureDeletedAsync();
            }
        }
    }
}

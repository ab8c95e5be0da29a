using OpsConsole.Core.Data;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Specs;

/// <summary>What the console expects of its database, asked of each engine alike.</summary>
public abstract class EngineSpecs(EngineDatabases engines)
{
    public static TheoryData<string> Engines => EngineDatabases.All;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected async Task<OpsDbContext> OpenAsync(string engine) => (await engines.UseAsync(engine)).CreateDbContext();
}

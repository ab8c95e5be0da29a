using Microsoft.Extensions.Options;
using OpsConsole.Core;
using OpsConsole.Core.Data;
using OpsConsole.Db.PostgreSql;
using OpsConsole.Db.Sqlite;
using OpsConsole.Db.SqlServer;

namespace OpsConsole.Web.Composition;

/// <summary>Core and its database. The only place of the host that knows the engines by name.</summary>
public static class DataSetup
{
    public static void AddOpsConsoleStore(this WebApplicationBuilder builder)
    {
        try
        {
            var folder = Path.GetDirectoryName(builder.Environment.DataFolder())!;
            builder.Services.AddOpsConsoleData(builder.Configuration, [new SqliteDatabase(), new SqlServerDatabase(), new PostgreSqlDatabase()], folder);
        }
        catch (OptionsValidationException fault)
        {
            throw new SettingsException(fault.Message);
        }

        builder.Services.AddOpsConsoleCore();
    }

    /// <summary>Creates or checks the database before anybody is let in.</summary>
    public static async Task PrepareStoreAsync(this WebApplication app)
    {
        var ready = await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(app.Lifetime.ApplicationStopping);
        if (ready.Error is { } error)
            throw new SettingsException(error.Message);
    }
}

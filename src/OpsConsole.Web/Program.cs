using OpsConsole.Web.Composition;

try
{
    var app = ConsoleHost.Build(args);
    await app.PrepareStoreAsync();
    await app.LoadSeedAsync();
    await app.RunAsync();
    return 0;
}
catch (SettingsException fault)
{
    await Console.Error.WriteLineAsync($"OpsConsole cannot start. {fault.Message}");
    return 1;
}

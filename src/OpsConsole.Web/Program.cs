using System.Globalization;
using OpsConsole.Web.Composition;

// Figures and stored reasons read the same whatever the machine is set to.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

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

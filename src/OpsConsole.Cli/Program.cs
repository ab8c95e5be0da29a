using System.Globalization;
using OpsConsole.Cli;

// Figures and stored reasons read the same whatever the machine is set to.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await CommandLineApp.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

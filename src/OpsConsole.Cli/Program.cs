using OpsConsole.Cli;

return await CommandLineApp.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

using OpsConsole.Benchmarks;

// One table of ratios: `dotnet run -c Release --project tests/OpsConsole.Benchmarks`.
// Parts: cpu, wall, memory, faults, pages, statistics, serve, eval-cpu, eval-wall, eval-memory, eval-faults; all of them when none is named. The other verbs are the child processes that the parts measure.
return args switch
{
    ["serve-model", ..] => await ServeCommand.RunAsync(args),
    ["serve-console"] => await ServingHosts.ConsoleAsync(),
    ["serve-bare", var body] => await ServingHosts.BareAsync(body),
    ["measure", ..] => await MeasureCommand.RunAsync(args),
    _ => await Report.RunAsync(args),
};

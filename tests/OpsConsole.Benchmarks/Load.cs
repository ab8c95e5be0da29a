using System.Globalization;

namespace OpsConsole.Benchmarks;

/// <summary>What a child process is to do: who calls, how often, at which concurrency.</summary>
internal sealed record Load(string Caller, string BaseUrl, int Calls, int Concurrency, int Warmup)
{
    public string[] ToArguments() =>
        ["measure", Caller, BaseUrl, Calls.ToString(CultureInfo.InvariantCulture), Concurrency.ToString(CultureInfo.InvariantCulture), Warmup.ToString(CultureInfo.InvariantCulture)];

    public static Load Parse(string[] arguments) => new(
        arguments[1],
        arguments[2],
        int.Parse(arguments[3], CultureInfo.InvariantCulture),
        int.Parse(arguments[4], CultureInfo.InvariantCulture),
        int.Parse(arguments[5], CultureInfo.InvariantCulture));
}

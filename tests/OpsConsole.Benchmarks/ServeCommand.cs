using System.Globalization;
using OpsConsole.Tests.Shared;

namespace OpsConsole.Benchmarks;

/// <summary>A child process: the OpenAI-compatible loopback server. Prints its address, serves until its input ends.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var latency = TimeSpan.FromMilliseconds(double.Parse(arguments[1], CultureInfo.InvariantCulture));
        var faulty = arguments is [_, _, "faults"];
        await using var server = await FakeModelServer.StartAsync(request => faulty ? Faulty(request) : Answer(request));
        server.Latency = latency;
        Console.WriteLine(server.BaseUrl);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static FakeReply Answer(FakeRequest request) => FakeReply.Answer(request.Prompt.Replace("question", "answer", StringComparison.Ordinal));

    /// <summary>5 % each of 500, 429, malformed and cut-off, by the number of the request.</summary>
    private static FakeReply Faulty(FakeRequest request) => (request.Number % 20) switch
    {
        3 => FakeReply.Error(500, "boom"),
        8 => FakeReply.TooManyRequests("1"),
        13 => FakeReply.Malformed,
        18 => FakeReply.CutOff,
        _ => Answer(request),
    };
}

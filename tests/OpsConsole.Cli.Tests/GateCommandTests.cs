using System.Collections.Concurrent;
using Xunit;

namespace OpsConsole.Cli.Tests;

/// <summary>What a server that is slow, busy, away or strange makes of <c>opsconsole gate</c>; against the real console it is tested there.</summary>
public sealed class GateCommandTests
{
    private const string Started = """{"id":"RUN-0007","created":true}""";

    static GateCommandTests() => Environment.SetEnvironmentVariable("OPSCONSOLE_API_KEY", "key-verysecret-0123456789");

    [Fact]
    public async Task Gate_Stopped_CancelsTheRunThatItStarted()
    {
        var asked = new ConcurrentQueue<string>();
        using var stop = new CancellationTokenSource();
        using var server = new ScriptedServer((request, _) =>
        {
            asked.Enqueue(request);
            if (request.StartsWith("GET", StringComparison.Ordinal))
                stop.Cancel();
            return (202, request.EndsWith("/cancel", StringComparison.Ordinal) || request.StartsWith("POST /api/v1/benchmarks", StringComparison.Ordinal) ? Started : Run("Running"));
        });

        var (code, _, error) = await RunAsync(stop.Token, "--server", server.Address, "--benchmark", "b");

        Assert.Equal((1, "POST /api/v1/runs/RUN-0007/cancel"), (code, asked.Last()));
        Assert.EndsWith("Stopped; RUN-0007 is cancelled. What it has answered stays.", error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_TooSlow_CancelsAndSaysAfterHowLong()
    {
        using var server = new ScriptedServer((request, _) => (200, request.StartsWith("GET", StringComparison.Ordinal) ? Run("Running") : Started));

        var (code, _, error) = await RunAsync(default, "--server", server.Address, "--benchmark", "b", "--timeout", "0.01");

        Assert.Equal(1, code);
        Assert.Contains("No verdict within 0.01 minutes; RUN-0007 is cancelled", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_WhileAnotherPipelineRunsTheBenchmark_WaitsWithTheSameKey()
    {
        var starts = 0;
        using var server = new ScriptedServer((request, _) => request.StartsWith("GET", StringComparison.Ordinal)
            ? (200, Run("Completed", """{"verdict":"Inconclusive","excepted":false,"rules":[]}"""))
            : ++starts == 1 ? (409, """{"detail":"RUN-0006 is running.","code":"runs.already-active"}""") : (202, Started));

        var (code, _, error) = await RunAsync(default, "--server", server.Address, "--benchmark", "b");

        Assert.Equal((100, 2, "Waiting: RUN-0006 is running. (runs.already-active)"), (code, starts, error.Trim()));
    }

    [Fact]
    public async Task Gate_OverARestartOfTheServer_GoesOn()
    {
        var reads = 0;
        using var server = new ScriptedServer((request, _) => !request.StartsWith("GET", StringComparison.Ordinal) ? (202, Started)
            : ++reads < 3 ? (503, "") : (200, Run("Completed", """{"verdict":"Pass","excepted":false,"rules":[]}""")));

        Assert.Equal(0, (await RunAsync(default, "--server", server.Address, "--benchmark", "b")).Code);
    }

    [Theory]
    [InlineData("Completed", "there is nothing to pass")]
    [InlineData("BudgetStopped", "RUN-0007 ended as BudgetStopped: the cap")]
    public async Task Gate_WithoutAVerdict_IsAnError(string state, string expected)
    {
        using var server = new ScriptedServer((request, _) => (200, request.StartsWith("GET", StringComparison.Ordinal) ? Run(state) : Started));

        var (code, _, error) = await RunAsync(default, "--server", server.Address, "--benchmark", "b");

        Assert.Equal(1, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_SummaryThatCannotBeWritten_StartsNothing()
    {
        var asked = 0;
        using var server = new ScriptedServer((_, _) => (200, $"{++asked}"));

        var (code, _, error) = await RunAsync(default, "--server", server.Address, "--benchmark", "b", "--junit", "/no/such/folder/x.xml");

        Assert.Equal((1, 0), (code, asked));
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
    }

    private static string Run(string state, string gate = "null") =>
        $$"""{"id":"RUN-0007","benchmark":"b","state":"{{state}}","stateReason":"the cap","progress":{"done":1,"failed":0,"total":2},"dataset":"d","datasetVersion":1,"cases":2,"repeats":1,"costUsd":0,"gate":{{gate}},"candidates":[]}""";

    private static async Task<(int Code, string Output, string Error)> RunAsync(CancellationToken stop, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLineApp.RunAsync(["gate", "--no-progress", .. args], output, error, stop);
        return (code, output.ToString(), error.ToString());
    }
}

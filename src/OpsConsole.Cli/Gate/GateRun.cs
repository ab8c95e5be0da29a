using System.Text.Json;
using OpsConsole.Cli.Eval;
using OpsConsole.Cli.Prompts;

namespace OpsConsole.Cli.Gate;

/// <summary>Starts the run, follows it to its end and tells the verdict. Whoever stops waiting has the run cancelled that was started here.</summary>
internal sealed class GateRun(ConsoleServer server, GateRequest request, TextWriter output, TextWriter error, TimeProvider clock)
{
    private const string AlreadyActive = "runs.already-active";

    /// <summary>What a restart of the server takes, several times over.</summary>
    private const int MostMisses = 30;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly GateProgress _progress = new(error, clock, request.NoProgress);
    private string? _started;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Before the run: what cannot be written need not be waited for.
        using var reports = GateReports.Open(request);
        using var late = new CancellationTokenSource(request.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var run = await FollowAsync(await StartAsync(either.Token), either.Token);
            if (run.State != "Completed")
                throw new CommandFault($"{run.Id} ended as {run.State}{(run.StateReason is null ? "." : $": {run.StateReason}")}");
            if (run.Gate is not { } gate)
                throw new CommandFault($"{run.Id} has completed, and no gate{(request.Prompt is { } asked ? $" of {asked.Key}" : "")} asks for runs of {run.Benchmark}: there is nothing to pass. Add one under Gates.");
            await reports.WriteAsync(run, gate);
            await output.WriteAsync(GateText.Write(run, gate));
            return gate.Verdict == "Pass" ? EvalExit.Passed : EvalExit.Failed;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            var why = cancellationToken.IsCancellationRequested ? "Stopped" : $"No verdict within {request.Timeout.TotalMinutes:0.##} minutes";
            throw new CommandFault(_started is null ? $"{why}; no run was started." : $"{why}; {await CancelAsync(_started)}");
        }
    }

    private async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        // One key for every try: a start whose answer got lost is found again instead of made twice.
        var key = Guid.NewGuid().ToString("N");
        string? told = null;
        while (true)
        {
            try
            {
                using var start = new HttpRequestMessage(HttpMethod.Post, $"benchmarks/{Uri.EscapeDataString(request.Benchmark)}/runs");
                start.Content = System.Net.Http.Json.JsonContent.Create(new { promptVersion = request.Prompt?.ToString() });
                start.Headers.Add("Idempotency-Key", key);
                using var answer = JsonDocument.Parse(await server.SendAsync(start, cancellationToken));
                _started = answer.RootElement.GetProperty("id").GetString()!;
                return _started;
            }
            catch (CommandFault fault) when (fault.Code == AlreadyActive)
            {
                // Two pipelines at once: the benchmark runs one after the other.
                if (fault.Message != told)
                    await error.WriteLineAsync($"Waiting: {fault.Message}");
                told = fault.Message;
                await Task.Delay(Poll, clock, cancellationToken);
            }
        }
    }

    private async Task<RunAnswer> FollowAsync(string id, CancellationToken cancellationToken)
    {
        var misses = 0;
        while (true)
        {
            try
            {
                var run = await ReadAsync(id, cancellationToken);
                misses = 0;
                if (run.IsFinal)
                {
                    _progress.End();
                    return run;
                }

                _progress.Show(run);
            }
            catch (CommandFault fault) when (fault.Code == CommandFault.Unreachable && ++misses < MostMisses)
            {
                // The run goes on without us, and over a restart of the server.
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }

    private async Task<RunAnswer> ReadAsync(string id, CancellationToken cancellationToken)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, $"runs/{id}{(request.Prompt is { } asked ? $"?promptVersion={Uri.EscapeDataString(asked.ToString())}" : "")}");
        var body = await server.SendAsync(get, cancellationToken);
        try
        {
            return RunAnswer.Parse(body);
        }
        catch (JsonException)
        {
            throw new CommandFault("The server does not answer as a console of this version does. Is the address right?");
        }
    }

    private async Task<string> CancelAsync(string id)
    {
        _progress.End();
        try
        {
            using var cancel = new HttpRequestMessage(HttpMethod.Post, $"runs/{id}/cancel");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(4), clock);
            await server.SendAsync(cancel, patience.Token);
            return $"{id} is cancelled. What it has answered stays.";
        }
        catch (Exception fault) when (fault is CommandFault or OperationCanceledException)
        {
            return $"{id} could not be cancelled: {fault.Message}";
        }
    }
}

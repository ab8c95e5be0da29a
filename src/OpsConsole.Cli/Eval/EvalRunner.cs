using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Cli.Db;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Earlier;
using OpsConsole.Cli.Eval.Output;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Cli.Eval.Report;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval;

/// <summary>One evaluation from the configuration to the exit code.</summary>
internal sealed class EvalRunner(EvalRequest request, TextWriter output, TextWriter error)
{
    private static readonly Actor User = Actor.Person($"cli:{Environment.UserName}", Environment.UserName, [Role.Engineer]);

    private string? _runKey;

    /// <summary>What came of it; null where it could not be made.</summary>
    public Outcome? Summary { get; private set; }

    /// <param name="Results">All of them, those without an answer included.</param>
    public sealed record Outcome(int Passed, int Results);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ended = await EvaluateAsync(cancellationToken);
            if (ended.IsOk)
                return ended.Value;
            await error.WriteLineAsync(ended.Error.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync(_runKey is null
                ? "Stopped before the first call."
                : $"Stopped. What was answered is stored; go on with: opsconsole eval {request.ConfigPath} --resume {_runKey}{(request.DatabaseGiven ? $" --db {request.DatabasePath}" : "")}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException or DbUpdateException)
        {
            await error.WriteLineAsync(Explain(fault));
            if (request.Verbose)
                await error.WriteLineAsync(fault.ToString());
        }

        return EvalExit.Error;
    }

    private async Task<Result<int>> EvaluateAsync(CancellationToken cancellationToken)
    {
        var config = await EvalConfigReader.ReadAsync(request.ConfigPath, cancellationToken, request.Grader);
        if (!config.IsOk)
            return config.Error;
        var secrets = config.Value.Secrets;
        await using var services = EvalServices.Build(request.DatabasePath, secrets, request.Verbose ? error : null);
        var chosen = await ChooseAsync(services, config.Value, cancellationToken);
        if (!chosen.IsOk)
            return chosen.Error;
        using var tests = chosen.Value.Tests;
        if (request.FilterFailing is { } earlier && tests.Count == 0)
        {
            await output.WriteLineAsync($"None of the tests of {request.ConfigPath} failed in {earlier}: there is nothing to ask again.");
            return EvalExit.Passed;
        }

        var plan = EvalPlan.Make(chosen.Value, secrets, request.Repeat ?? config.Value.Options.Repeat ?? 1);
        if (!plan.IsOk)
            return plan.Error with { Message = $"{request.ConfigPath}: {plan.Error.Message}" };
        var comparison = request.Compare is { } path ? await BaseComparison.ReadAsync(path, plan.Value, cancellationToken) : (Result<BaseComparison>?)null;
        if (comparison is { IsOk: false, Error: var incomparable })
            return incomparable;

        // Before the first call: results that cannot be written must not be paid for.
        using var outputs = OutputFiles.Open(request.Outputs.Count > 0 ? request.Outputs : config.Value.OutputPaths);
        if (outputs.Fault is { } fault)
            return fault;

        var prepared = await PrepareAsync(services, plan.Value, cancellationToken);
        if (!prepared.IsOk)
            return prepared.Error;
        var run = await new EvalRun(services, request, plan.Value, User).FindAsync(cancellationToken);
        if (!run.IsOk)
            return run.Error;
        _runKey = Run.KeyOf(run.Value);
        var detail = await ExecuteAsync(services, plan.Value, run.Value, cancellationToken);
        return detail.IsOk ? await ReportAsync(services, new EvalReport(detail.Value, plan.Value), outputs, comparison?.Value, cancellationToken) : detail.Error;
    }

    private async Task<Result<EvalConfig>> ChooseAsync(ServiceProvider services, EvalConfig config, CancellationToken cancellationToken)
    {
        if (request.FilterFailing is not { } earlier)
            return config;
        var failed = Run.ParseKey(earlier) is { } runId && !File.Exists(earlier)
            ? await OpenAsync(services, cancellationToken) is { IsOk: false, Error: var closed } ? closed : await FailedTests.OfRunAsync(services.GetRequiredService<IDbContextFactory<OpsDbContext>>(), runId, request.DatabasePath, cancellationToken)
            : await FailedTests.OfFileAsync(earlier, cancellationToken);
        if (!failed.IsOk)
        {
            config.Tests.Dispose();
            return failed.Error;
        }

        return config with { Tests = config.Tests.Only(test => failed.Value.Contains(EarlierResult.HashOf(test.Vars))) };
    }

    private async Task<Result> OpenAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        DatabaseFolder.Make(request.DatabasePath);
        var ready = await services.GetRequiredService<DatabaseStartup>().PrepareAsync(cancellationToken);
        return ready.IsOk ? Result.Ok : ready.Error with { Message = $"{request.DatabasePath}: {ready.Error.Message}" };
    }

    private async Task<Result> PrepareAsync(ServiceProvider services, EvalPlan plan, CancellationToken cancellationToken)
    {
        var ready = await OpenAsync(services, cancellationToken);
        if (!ready.IsOk)
            return ready;

        // Each model is a transaction or two, and a new database has none: the whole book would take longer than many an evaluation.
        var priced = plan.Endpoints.Where(endpoint => endpoint.PriceBookKey is not null).Select(endpoint => (endpoint.PriceBookKey!, endpoint.Model)).ToHashSet();
        if (priced.Count == 0)
            return Result.Ok;
        await using var book = typeof(EvalRunner).Assembly.GetManifestResourceStream("price-book.json")!;
        var loaded = await services.GetRequiredService<LoadPriceBook>().HandleAsync(book, priced, Actor.System("opsconsole eval"), cancellationToken);
        return loaded.IsOk ? Result.Ok : loaded.Error;
    }

    private async Task<Result<GetRun.Detail>> ExecuteAsync(ServiceProvider services, EvalPlan plan, int runId, CancellationToken cancellationToken)
    {
        var getRun = services.GetRequiredService<GetRun>();
        var detail = await getRun.HandleAsync(runId, User, cancellationToken);
        if (!detail.IsOk || detail.Value.IsFinal)
            return detail;

        var progress = request.NoProgress ? null : new ProgressView(error, services.GetRequiredService<TimeProvider>());
        progress?.Begin(_runKey!, plan, detail.Value.TotalCells);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = progress?.ShowAsync(async token => (await getRun.HandleAsync(runId, User, token)).Value, ended.Token) ?? Task.CompletedTask;
        try
        {
            var executed = await ActivatorUtilities.CreateInstance<ExecuteRun>(services, plan.Pauses(request.Delay)).HandleAsync(runId, User, cancellationToken);
            if (!executed.IsOk)
                return executed.Error;
        }
        finally
        {
            await ended.CancelAsync();
            await showing;
        }

        return await getRun.HandleAsync(runId, User, cancellationToken);
    }

    private async Task<Result<int>> ReportAsync(ServiceProvider services, EvalReport report, OutputFiles outputs, BaseComparison? comparison, CancellationToken cancellationToken)
    {
        var run = report.Run;
        if (run.State != RunState.Completed)
            return Error.Conflict("eval.not-completed", $"{_runKey} ended as {run.State}{(run.StateReason is null ? "." : $": {run.StateReason}")}");

        var passed = run.Candidates.Sum(candidate => candidate.PassedCells);
        var rows = await services.GetRequiredService<ExportRunResults>().HandleAsync(run.Id, User, cancellationToken);
        if (!rows.IsOk)
            return rows.Error;
        var results = outputs.Any || comparison is not null || passed < run.TotalCells ? rows.Value : AsyncEnumerable.Empty<ExportRunResults.Row>();
        var written = await outputs.WriteAsync(report, results, comparison, cancellationToken);
        await SummaryView.WriteAsync(output, report, written, request.DatabasePath);
        Summary = new Outcome(passed, run.TotalCells);

        // A hair below is a rounding of the division, not a failure.
        return passed * 100.0 / run.TotalCells >= (request.PassRate ?? 100) - 1e-9 ? EvalExit.Passed : EvalExit.Failed;
    }

    private string Explain(Exception fault) => fault switch
    {
        DbUpdateException { InnerException: { } inner } => Explain(inner),
        DbException database => $"{request.DatabasePath}: {DbServices.Explain(database) ?? database.Message}",
        _ => fault.Message,
    };
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Cli.Db;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Earlier;
using OpsConsole.Cli.Eval.Output;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Cli.Eval.Report;
using OpsConsole.Cli.Eval.Store;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval;

/// <summary>One evaluation from the configuration to the exit code.</summary>
/// <param name="isOneOfSeveral">How to go on with all of them is said by whoever knows them.</param>
/// <param name="shared">Files that take the results of this evaluation among others; null where it has all files for itself.</param>
internal sealed class EvalRunner(EvalRequest request, TextWriter output, TextWriter error, OutputFiles? shared = null, bool isOneOfSeveral = false)
{
    private static readonly Actor User = Actor.Person($"cli:{Environment.UserName}", Environment.UserName, [Role.Engineer]);

    /// <summary>The run, once there is one.</summary>
    public string? RunKey { get; private set; }

    /// <summary>What came of it; null where it could not be made.</summary>
    public GetRun.Detail? Ended { get; private set; }

    /// <summary>Why it could not be made.</summary>
    public string? Fault { get; private set; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ended = await EvaluateAsync(cancellationToken);
            if (ended.IsOk)
                return ended.Value;
            Fault = ended.Error.Message;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Fault = RunKey is null ? "Stopped before the first call." : "Stopped. What was answered is stored";
            await error.WriteLineAsync(RunKey is null || isOneOfSeveral ? $"{Fault.TrimEnd('.')}." : $"{Fault}; go on with: {ResumeHint.Of([request.ConfigPath], [RunKey], request)}");
            return EvalExit.Error;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException or DbUpdateException)
        {
            Fault = $"{Explain(fault)}{(request.Verbose ? $"\n{fault}" : "")}";
        }

        await error.WriteLineAsync(Fault);
        return EvalExit.Error;
    }

    /// <summary>What a run of this evaluation is known by, without making one; <c>null</c> where there is nothing to ask.</summary>
    public async Task<Result<string?>> FingerprintAsync(CancellationToken cancellationToken)
    {
        var config = await EvalConfigReader.ReadAsync(request.ConfigPath, cancellationToken, new ReadOptions(request.Grader, request.Configure));
        if (!config.IsOk)
            return config.Error;
        await using var services = EvalServices.Build(request.DatabasePath, config.Value.Secrets, request.Verbose ? error : null, request.Configure);
        var chosen = await ChooseAsync(services, config.Value, cancellationToken);
        if (!chosen.IsOk)
            return chosen.Error;
        using var tests = chosen.Value.Tests;
        if (request.FilterFailing is not null && tests.Count == 0)
            return Result.From<string?>(null);
        var plan = MakePlan(chosen.Value);
        return plan.IsOk ? StoreEval.FingerprintOf(plan.Value) : plan.Error;
    }

    private async Task<Result<int>> EvaluateAsync(CancellationToken cancellationToken)
    {
        var config = await EvalConfigReader.ReadAsync(request.ConfigPath, cancellationToken, new ReadOptions(request.Grader, request.Configure));
        if (!config.IsOk)
            return config.Error;
        await using var services = EvalServices.Build(request.DatabasePath, config.Value.Secrets, request.Verbose ? error : null, request.Configure);
        var chosen = await ChooseAsync(services, config.Value, cancellationToken);
        if (!chosen.IsOk)
            return chosen.Error;
        using var tests = chosen.Value.Tests;
        if (request.FilterFailing is { } earlier && tests.Count == 0)
        {
            await output.WriteLineAsync($"None of the tests of {request.ConfigPath} failed in {earlier}: there is nothing to ask again.");
            return EvalExit.Passed;
        }

        var plan = MakePlan(chosen.Value);
        if (!plan.IsOk)
            return plan.Error;
        var comparison = request.Compare is { } path ? await BaseComparison.ReadAsync(path, request.ConfigPath, plan.Value, cancellationToken) : (Result<BaseComparison>?)null;
        if (comparison is { IsOk: false, Error: var incomparable })
            return incomparable;

        // Before the first call: results that cannot be written must not be paid for.
        using var outputs = OutputFiles.Open(request.Outputs.Count > 0 || shared is not null ? request.Outputs : config.Value.OutputPaths);
        if (outputs.Fault is { } fault)
            return fault;

        var prepared = await PrepareAsync(services, plan.Value, cancellationToken);
        if (!prepared.IsOk)
            return prepared.Error;
        var run = await new EvalRun(services, request, plan.Value, User).FindAsync(cancellationToken);
        if (!run.IsOk)
            return run.Error;
        RunKey = Run.KeyOf(run.Value);
        var detail = await ExecuteAsync(services, plan.Value, run.Value, cancellationToken);
        return detail.IsOk ? await ReportAsync(services, new EvalReport(detail.Value, plan.Value, request.ConfigPath), outputs, comparison?.Value, cancellationToken) : detail.Error;
    }

    private Result<EvalPlan> MakePlan(EvalConfig config)
    {
        var plan = EvalPlan.Make(config, config.Secrets, request.Repeat ?? config.Options.Repeat ?? 1);
        return plan.IsOk ? plan : plan.Error with { Message = $"{request.ConfigPath}: {plan.Error.Message}" };
    }

    private async Task<Result<EvalConfig>> ChooseAsync(ServiceProvider services, EvalConfig config, CancellationToken cancellationToken)
    {
        if (request.FilterFailing is not { } earlier)
            return config;
        var failed = Run.ParseKey(earlier) is { } runId && !File.Exists(earlier)
            ? await OpenAsync(services, cancellationToken) is { IsOk: false, Error: var closed } ? closed : await FailedTests.OfRunAsync(services.GetRequiredService<IDbContextFactory<OpsDbContext>>(), runId, request.DatabasePath, cancellationToken)
            : await FailedTests.OfFileAsync(earlier, request.ConfigPath, cancellationToken);
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
        if (plan.IsOneByOne(request.Delay) && (request.MaxConcurrency ?? plan.Config.Options.MaxConcurrency) > 1)
            await error.WriteLineAsync("One call at a time, because a delay after each call was asked for.");
        progress?.Begin(RunKey!, plan, detail.Value.TotalCells);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var showing = progress?.ShowAsync(async token => (await getRun.HandleAsync(runId, User, token)).Value, ended.Token) ?? Task.CompletedTask;
        try
        {
            var pauses = plan.Pauses(request.Delay);
            var execute = pauses.ByCandidate.Count == 0 ? services.GetRequiredService<ExecuteRun>() : ActivatorUtilities.CreateInstance<ExecuteRun>(services, pauses);
            var executed = await execute.HandleAsync(runId, User, cancellationToken);
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
            return Error.Conflict("eval.not-completed", $"{RunKey} ended as {run.State}{(run.StateReason is null ? "." : $": {run.StateReason}")}");

        var passed = run.Candidates.Sum(candidate => candidate.PassedCells);
        var rows = await services.GetRequiredService<ExportRunResults>().HandleAsync(run.Id, User, cancellationToken);
        if (!rows.IsOk)
            return rows.Error;
        List<IResultWriter> writers = [.. outputs.Writers, .. shared?.Writers ?? []];
        var results = writers.Count > 0 || comparison is not null || passed < run.TotalCells ? rows.Value : AsyncEnumerable.Empty<ExportRunResults.Row>();
        var seen = await ResultPass.RunAsync(report, results, comparison, writers, cancellationToken);
        outputs.Complete();
        var unpriced = await UnpricedModels.FindAsync(services.GetRequiredService<IDbContextFactory<OpsDbContext>>(), report, cancellationToken);
        await SummaryView.WriteAsync(output, report, seen, unpriced, request.DatabasePath);
        Ended = run;

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

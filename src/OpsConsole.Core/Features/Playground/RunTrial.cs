using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>
/// Puts one question to several models at once; their answers stream onto the board. Whatever ends a call, stopping and leaving included, what arrived is
/// stored with what it cost. Answers with the trial's id once every call has ended.
/// </summary>
public sealed class RunTrial(IDbContextFactory<OpsDbContext> contexts, ModelGateway gateway, IAuditLog audit, TimeProvider clock) : IUseCase
{
    /// <param name="board">As many lanes as models; in a blind trial their order is drawn.</param>
    /// <param name="cancellationToken">Ends all calls, as stopping them does.</param>
    public async Task<Result<int>> HandleAsync(TrialRequest request, TrialBoard board, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
            return Error.Denied(Permission.RunsExecute);
        if (request.Faults() is { Count: > 0 } faults)
            return PlaygroundErrors.Invalid(faults);

        var prepared = await PrepareAsync(request, cancellationToken);
        if (!prepared.IsOk)
            return prepared.Error;

        using var stop = cancellationToken.Register(board.StopAll);
        var answers = await Task.WhenAll(prepared.Value.Models.Zip(board.Lanes, (model, lane) => AskAsync(model, lane, prepared.Value.Turns, request.Parameters)));

        // What was paid for is on record, whoever has left meanwhile.
        return await StoreAsync(request, prepared.Value, answers, actor);
    }

    private sealed record Prepared(int? SystemId, int? VersionId, IReadOnlyList<ChatTurn> Turns, string VariablesJson, IReadOnlyList<ProviderModel> Models);

    private async Task<Result<Prepared>> PrepareAsync(TrialRequest request, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        PromptVersion? version = null;
        if (request is { PromptKey: { } key, PromptNumber: { } number })
        {
            version = await context.PromptVersions.AsNoTracking().Include(row => row.Prompt).SingleOrDefaultAsync(row => row.Prompt!.Key == key && row.Number == number, cancellationToken);
            if (version is null)
                return PromptErrors.VersionNotFound(key, number);
        }

        var isAsWritten = version is not null && version.Messages.SequenceEqual(request.Messages);
        var messages = isAsWritten
            ? await PromptIncludes.ExpandAsync(context, version!, cancellationToken)
            : Expanded(await PromptIncludes.ResolveAsync(context, request.Messages, request.PromptKey ?? "", cancellationToken));
        if (!messages.IsOk)
            return messages.Error;
        var template = ChatTemplate.Parse(messages.Value);
        if (!template.IsOk)
            return template.Error;

        var faults = new List<ErrorDetail>();
        var values = TrialVariables.Read(version?.Variables ?? [], request.Values, template.Value.Variables, faults);
        if (faults.Count > 0)
            return PlaygroundErrors.Invalid(faults);
        var turns = template.Value.Render(values, strict: false);
        if (!turns.IsOk)
            return turns.Error;

        var models = await ModelsAsync(context, request, cancellationToken);
        if (!models.IsOk)
            return models.Error;
        var system = version?.Prompt!.SystemId
            ?? await context.Systems.Where(row => row.Key == request.SystemKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken);
        return new Prepared(system, isAsWritten ? version!.Id : null, turns.Value, JsonSerializer.Serialize(values, JsonColumn.Options), models.Value);
    }

    private static async Task<Result<IReadOnlyList<ProviderModel>>> ModelsAsync(OpsDbContext context, TrialRequest request, CancellationToken cancellationToken)
    {
        var providers = request.Models.Select(choice => choice.ProviderKey).Distinct().ToList();
        var keys = request.Models.Select(choice => choice.ModelKey).Distinct().ToList();
        var offered = await context.ProviderModels.AsNoTracking().Include(row => row.Provider).Include(row => row.Prices)
            .Where(row => row.Enabled && row.Provider!.Enabled && providers.Contains(row.Provider.Key) && keys.Contains(row.Key))
            .ToListAsync(cancellationToken);
        var models = new ProviderModel[request.Models.Count];
        foreach (var (index, choice) in request.Models.Index())
        {
            if (offered.Find(row => row.Provider!.Key == choice.ProviderKey && row.Key == choice.ModelKey) is not { } found)
                return PlaygroundErrors.ModelNotOffered(choice.ProviderKey, choice.ModelKey);
            if (found.Kind == ModelKind.Embedding)
                return PlaygroundErrors.Embeds(found.Key);
            models[index] = found;
        }

        if (request.Blind)
            RandomNumberGenerator.Shuffle<ProviderModel>(models);
        return models;
    }

    private async Task<PlaygroundAnswer> AskAsync(ProviderModel model, TrialLane lane, IReadOnlyList<ChatTurn> turns, ModelParameters parameters)
    {
        var price = model.PriceOn(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var started = clock.GetTimestamp();
        lane.Start();
        TrialLane.Ending ending;
        try
        {
            var call = await gateway.StreamAsync(model.Provider!.Endpoint, model.Key, turns, parameters, lane.Receive, lane.Stopped);
            ending = call.Error is { } error
                ? Partly(PlaygroundAnswerState.Failed, error)
                : new(PlaygroundAnswerState.Answered, null, call.TimeToFirstToken, call.Latency, call.Usage, CostOf(call.Usage), call.ModelReturned);
        }
        catch (OperationCanceledException)
        {
            ending = Partly(PlaygroundAnswerState.Stopped, null);
        }

        lane.End(ending);
        return ToRow(model, lane, ending, parameters);

        // Nobody counts an answer that did not end; what had been sent and heard is billed all the same.
        TrialLane.Ending Partly(PlaygroundAnswerState state, CallError? error)
        {
            var heard = lane.Read();
            var usage = heard.Text.Length == 0 ? TokenUsage.None : new TokenUsage(TokenCounter.Count(turns), 0, TokenCounter.Count(heard.Text), 0);
            return new(state, error, heard.TimeToFirstToken, clock.GetElapsedTime(started), usage, CostOf(usage), null);
        }

        Money? CostOf(TokenUsage usage) => price?.Of(usage) ?? (model.Provider!.Kind is ProviderKind.Builtin or ProviderKind.Echo ? Money.Zero : null);
    }

    private static PlaygroundAnswer ToRow(ProviderModel model, TrialLane lane, TrialLane.Ending ending, ModelParameters parameters) => new()
    {
        Position = lane.Position,
        ModelId = model.Id,
        Parameters = parameters,
        State = ending.State,
        Text = lane.Read().Text,
        ErrorMessage = ending.Error?.Message is { Length: > 2000 } message ? message[..2000] : ending.Error?.Message,
        ModelReturned = ending.ModelReturned,
        TimeToFirstTokenMs = ending.TimeToFirstToken?.TotalMilliseconds,
        LatencyMs = ending.Latency.TotalMilliseconds,
        InputTokens = ending.Usage.Input,
        OutputTokens = ending.Usage.Output,
        Cost = ending.Cost,
    };

    private async Task<int> StoreAsync(TrialRequest request, Prepared prepared, IReadOnlyList<PlaygroundAnswer> answers, Actor actor)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
        var trial = new PlaygroundTrial
        {
            SystemId = prepared.SystemId,
            PromptVersionId = prepared.VersionId,
            Messages = request.Messages,
            VariablesJson = prepared.VariablesJson,
            Blind = request.Blind,
            ById = actor.Id,
            ByName = actor.Name,
            At = clock.GetUtcNow().UtcDateTime,
            Answers = [.. answers],
        };
        context.Add(trial);
        await context.SaveChangesAsync(CancellationToken.None);
        audit.Append(context, actor, new AuditEntry("playground.tried", "trial", TrialKey.Of(trial.Id))
        {
            PromptKey = request.PromptKey,

            // By name: the order of the lanes would tell who is who before the vote.
            Details = new { Models = prepared.Models.Select(model => $"{model.Provider!.Key}/{model.Key}").Order(StringComparer.Ordinal), Usd = answers.Sum(answer => answer.Cost?.Dollars ?? 0) },
        });
        await context.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        return trial.Id;
    }

    private static Result<IReadOnlyList<PromptMessage>> Expanded(Result<ResolvedIncludes> resolved) =>
        resolved.IsOk ? Result.From(resolved.Value.Messages) : resolved.Error;
}

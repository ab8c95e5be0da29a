using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>What judges are asked through in a run: one bench, one cache, one purse.</summary>
internal sealed record JudgeDesk(JudgeBench Bench, ModelGateway Gateway, ResponseCache? Cache, SpendGuard Spend, TimeProvider Clock)
{
    public SchemaRefusals Schemas { get; } = new();
}

/// <summary>
/// The judges of one cell. A judge whose answer cannot be used is told why and asked once more; after that there is no opinion. Everything goes through
/// the gateway (limits, retries), the run's cache and its spend cap.
/// </summary>
internal sealed class CellPanel(JudgeDesk desk, int repeat) : IJudgePanel
{
    /// <summary>As for candidates: room for a reason.</summary>
    private const int AssumedOutputTokens = 512;
    private const int CharactersPerToken = 3;

    private readonly List<CachedResponse> _fresh = [];
    private readonly CellVectors _vectors = new(desk);
    private Money _billed;
    private Money? _cost;

    /// <summary>Answers that are new, to be kept in the cache.</summary>
    public IReadOnlyList<CachedResponse> Fresh => [.. _fresh, .. _vectors.Fresh];

    /// <summary>Paid by this cell.</summary>
    public Money Billed => _billed + _vectors.Billed;

    /// <summary>Null where no priced judge was asked.</summary>
    public Money? Cost => _vectors.Cost is { } vectors ? (_cost ?? Money.Zero) + vectors : _cost;

    public async ValueTask<JudgeReply> AskAsync(JudgeQuestion question, CancellationToken cancellationToken)
    {
        var found = await desk.Bench.FindAsync(question.Type, question.Judge, cancellationToken);
        if (!found.IsOk)
            return JudgeReply.Without(question.Judge, found.Error.Message);
        var judge = found.Value;
        if (judge.Fault is { } fault)
            return JudgeReply.Without(judge.Ref, $"{judge.Ref}: {fault}");
        var messages = JudgePrompt.Messages(judge, question);
        if (!messages.IsOk)
            return JudgeReply.Without(judge.Ref, $"{judge.Ref}: {messages.Error.Message}");

        var first = await AnswerAsync(judge, messages.Value, question.Shape, cancellationToken);
        if (!first.IsOk)
            return JudgeReply.Without(judge.Ref, $"{judge.Ref}: {first.Error.Message}");
        var opinion = JudgeAnswer.Parse(question.Shape, first.Value);
        if (opinion.IsOk)
            return new JudgeReply(judge.Ref, opinion.Value, null);

        var second = await AnswerAsync(judge, JudgePrompt.Repair(messages.Value, first.Value, opinion.Error.Message, question.Shape), question.Shape, cancellationToken);
        if (!second.IsOk)
            return JudgeReply.Without(judge.Ref, $"{judge.Ref}: {second.Error.Message}");
        var repaired = JudgeAnswer.Parse(question.Shape, second.Value);
        return repaired.IsOk
            ? new JudgeReply(judge.Ref, repaired.Value, null)
            : JudgeReply.Without(judge.Ref, $"{judge.Ref} gave no usable answer, asked twice: {repaired.Error.Message}");
    }

    public async ValueTask<JudgeReply> CompareAsync(SimilarityQuestion question, CancellationToken cancellationToken)
    {
        var found = await desk.Bench.FindAsync(GradedTypes.Similar, question.Judge, cancellationToken);
        if (!found.IsOk)
            return JudgeReply.Without(question.Judge, found.Error.Message);
        var judge = found.Value;
        if (judge.Fault is { } fault)
            return JudgeReply.Without(judge.Ref, $"{judge.Ref}: {fault}");
        var vectors = await _vectors.OfAsync(judge, [question.Output, .. question.Accepted], cancellationToken);
        var nearest = vectors.IsOk ? Cosine.Nearest(vectors.Value[0], [.. vectors.Value.Skip(1)]) : vectors.Error;
        return nearest.IsOk
            ? new JudgeReply(judge.Ref, new JudgeOpinion(null, Math.Clamp(nearest.Value.Cosine, 0, 1), nearest.Value.Words(question.Accepted.Count)), null)
            : JudgeReply.Without(judge.Ref, $"{judge.Ref}: {nearest.Error.Message}");
    }

    private async Task<Result<string>> AnswerAsync(SeatedJudge judge, IReadOnlyList<ChatTurn> messages, JudgeAnswerShape shape, CancellationToken cancellationToken)
    {
        var schema = JudgeAnswer.Schema(shape);
        var parameters = judge.Judge.Parameters;
        var key = desk.Cache is null ? "" : ResponseCache.KeyOf(judge.Endpoint, judge.Model.Key, messages, parameters, repeat, schema);
        if (desk.Cache is not null && await desk.Cache.FindAsync(key, cancellationToken) is { } hit)
        {
            _cost = hit.Cost is { } known ? (_cost ?? Money.Zero) + known : _cost;
            return hit.Text;
        }

        var price = judge.Model.PriceOn(DateOnly.FromDateTime(desk.Clock.GetUtcNow().UtcDateTime));
        var estimate = price?.Of(new TokenUsage(messages.Sum(turn => turn.Content.Length) / CharactersPerToken, 0, parameters.MaxOutputTokens ?? AssumedOutputTokens, 0)) ?? Money.Zero;
        if (!await desk.Spend.ReserveAsync(estimate, cancellationToken))
            return Error.Conflict("judges.spend-cap", "the run's spend cap leaves no money for this judge");

        var billed = Money.Zero;
        ModelCallResult call;
        try
        {
            call = await desk.Schemas.CallAsync(desk.Gateway, judge, messages, schema, cancellationToken);
            billed = price?.Of(call.Usage) ?? Money.Zero;
        }
        finally
        {
            desk.Spend.Settle(estimate, billed);
        }

        if (price is not null)
            (_billed, _cost) = (_billed + billed, (_cost ?? Money.Zero) + billed);
        if (call.Error is { } error)
            return Error.Unavailable($"judges.{error.Code}", error.Message);
        Keep(key, call, price is null ? null : billed);
        return call.Text ?? "";
    }

    private void Keep(string key, ModelCallResult call, Money? cost)
    {
        if (desk.Cache is null)
            return;
        _fresh.Add(new CachedResponse
        {
            Key = key,
            Text = call.Text ?? "",
            FinishReason = call.FinishReason,
            ModelReturned = call.ModelReturned,
            InputTokens = call.Usage.Input,
            CachedInputTokens = call.Usage.CachedInput,
            OutputTokens = call.Usage.Output,
            ReasoningTokens = call.Usage.Reasoning,
            LatencyMs = call.Latency.TotalMilliseconds,
            Cost = cost,
            CreatedAt = desk.Clock.GetUtcNow().UtcDateTime,
        });
    }
}

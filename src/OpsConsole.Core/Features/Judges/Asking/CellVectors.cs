using System.Runtime.InteropServices;
using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>The embeddings that one cell needs: each text through the judge's prompt, from the run's cache where it is there, else all in one call within the spend cap.</summary>
internal sealed class CellVectors(JudgeDesk desk)
{
    private const int CharactersPerToken = 3;
    private static readonly JsonElement Mark = JsonSerializer.SerializeToElement("embedding");

    private readonly Dictionary<string, CachedResponse> _fresh = new(StringComparer.Ordinal);

    /// <summary>Vectors that are new, to be kept in the cache.</summary>
    public IEnumerable<CachedResponse> Fresh => desk.Cache is null ? [] : _fresh.Values;

    public Money Billed { get; private set; }

    /// <summary>Null where no priced model was asked.</summary>
    public Money? Cost { get; private set; }

    /// <summary>In the order of the texts.</summary>
    public async Task<Result<IReadOnlyList<float[]>>> OfAsync(SeatedJudge judge, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        var vectors = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var rendered = Render(judge, text);
            if (!rendered.IsOk)
                return rendered.Error;
            var key = KeyOf(judge, rendered.Value);
            keys.Add(key);
            if (vectors.ContainsKey(key) || missing.ContainsKey(key))
                continue;
            if (_fresh.GetValueOrDefault(key) is { } own)
                vectors.Add(key, Read(own.Text));
            else if (desk.Cache is not null && await desk.Cache.FindAsync(key, cancellationToken) is { } hit)
            {
                vectors.Add(key, Read(hit.Text));
                Cost = hit.Cost is { } known ? (Cost ?? Money.Zero) + known : Cost;
            }
            else
                missing.Add(key, rendered.Value);
        }

        if (missing.Count > 0 && await AskAsync(judge, missing, vectors, cancellationToken) is { } error)
            return error;
        return Result.From<IReadOnlyList<float[]>>(keys.ConvertAll(key => vectors[key]));
    }

    private async Task<Error?> AskAsync(SeatedJudge judge, Dictionary<string, string> missing, Dictionary<string, float[]> vectors, CancellationToken cancellationToken)
    {
        var price = judge.Model.PriceOn(DateOnly.FromDateTime(desk.Clock.GetUtcNow().UtcDateTime));
        var length = missing.Values.Sum(text => text.Length);
        var estimate = price?.Of(new TokenUsage(length / CharactersPerToken, 0, 0, 0)) ?? Money.Zero;
        if (!await desk.Spend.ReserveAsync(estimate, cancellationToken))
            return Error.Conflict("judges.spend-cap", "the run's spend cap leaves no money for this judge");

        var billed = Money.Zero;
        EmbeddingResult answer;
        try
        {
            answer = await desk.Gateway.EmbedAsync(judge.Endpoint, judge.Model.Key, [.. missing.Values], cancellationToken);
            billed = price?.Of(answer.Usage) ?? Money.Zero;
        }
        finally
        {
            desk.Spend.Settle(estimate, billed);
        }

        if (price is not null)
            (Billed, Cost) = (Billed + billed, (Cost ?? Money.Zero) + billed);
        if (answer.Error is { } error)
            return Error.Unavailable($"judges.{error.Code}", error.Message);
        foreach (var ((key, text), vector) in missing.Zip(answer.Vectors))
        {
            vectors.Add(key, vector);
            // A text's part of what the call used; the call itself was billed as a whole.
            var usage = new TokenUsage((int)((long)answer.Usage.Input * text.Length / length), 0, 0, 0);
            if (vector.All(float.IsFinite))
                _fresh.Add(key, Row(key, vector, usage, answer.Latency, price?.Of(usage)));
        }

        return null;
    }

    /// <summary>The same text has the same vector in every repeat; a judge's schema is an object, so that an answer and a vector are never taken for each other.</summary>
    private static string KeyOf(SeatedJudge judge, string text) => ResponseCache.KeyOf(judge.Endpoint, judge.Model.Key, [new ChatTurn("user", text)], ModelParameters.Default, 0, Mark);

    private static Result<string> Render(SeatedJudge judge, string text)
    {
        var rendered = judge.Template!.Render(new Dictionary<string, JsonElement> { [EmbeddingPrompt.Variable] = JsonSerializer.SerializeToElement(text) }, strict: false);
        if (!rendered.IsOk)
            return rendered.Error;
        var whole = string.Join("\n\n", rendered.Value.Select(turn => turn.Content));
        return string.IsNullOrWhiteSpace(whole) ? Error.Invalid("judges.empty-text", "its prompt makes an empty text of what is compared") : whole;
    }

    private CachedResponse Row(string key, float[] vector, TokenUsage usage, TimeSpan latency, Money? cost) => new()
    {
        Key = key,
        Text = Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector)),
        InputTokens = usage.Input,
        LatencyMs = latency.TotalMilliseconds,
        Cost = cost,
        CreatedAt = desk.Clock.GetUtcNow().UtcDateTime,
    };

    private static float[] Read(string text) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(text)).ToArray();
}

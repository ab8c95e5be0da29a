using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>Answers kept for reuse. The key holds the repeat, so that a repeat never reads another repeat's answer.</summary>
internal sealed class ResponseCache(IDbContextFactory<OpsDbContext> contexts, ILogger log) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private List<Question> _waiting = [];
    private bool _isReading;
    private Task _reading = Task.CompletedTask;
    private OpsDbContext? _reader;

    public static string KeyOf(CandidatePlan candidate, IReadOnlyList<ChatTurn> messages, CallExtras extras, int repeat)
    {
        // What is not asked for is null and not written: such a request keeps the key it had before it could be asked for.
        var (tools, logProbs) = (extras.Tools.Count > 0 ? extras.Tools : null, extras.LogProbs ? true : (bool?)null);

        // What is made of the answer afterwards is no part of the request.
        var Parameters = candidate.Transform is null ? candidate.Parameters : candidate.Parameters with { Transform = null };
        var request = JsonSerializer.SerializeToUtf8Bytes(
            new { candidate.Endpoint.Kind, candidate.Endpoint.BaseUrl, candidate.Model.Key, messages, Parameters, repeat, tools, logProbs }, JsonColumn.Options);
        return Convert.ToHexStringLower(SHA256.HashData(request));
    }

    /// <summary>As for a candidate's answer, for one that has to match a schema.</summary>
    public static string KeyOf(ProviderEndpoint endpoint, string model, IReadOnlyList<ChatTurn> messages, ModelParameters parameters, int repeat, JsonElement answerSchema)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(new { endpoint.Kind, endpoint.BaseUrl, model, messages, parameters, repeat, answerSchema }, JsonColumn.Options);
        return Convert.ToHexStringLower(SHA256.HashData(request));
    }

    /// <summary>
    /// Those who ask while a query is under way share the next one, over one connection: with a query and a connection for each cell,
    /// looking an answer up would cost more than storing it.
    /// </summary>
    public Task<CachedResponse?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var question = new Question(key);
        lock (_lock)
        {
            _waiting.Add(question);
            if (!_isReading)
            {
                _isReading = true;
                _reading = Task.Run(ReadAsync, CancellationToken.None);
            }
        }

        return question.Answer.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _reading;
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
        }
    }

    /// <summary>Keeps what is new. Another run may keep the same answer at the same time; then one of the two is dropped.</summary>
    public async Task KeepAsync(IEnumerable<CachedResponse> answers, CancellationToken cancellationToken)
    {
        var fresh = answers.DistinctBy(answer => answer.Key).ToList();
        var keys = fresh.ConvertAll(answer => answer.Key);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await context.CachedResponses.Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(cancellationToken);
        context.CachedResponses.AddRange(fresh.Where(answer => !known.Contains(answer.Key)));
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault)
        {
            // Mostly a lost race for one key; a full disk looks alike. The batch stays unkept, which costs a later call, not a wrong result.
            log.LogWarning(fault, "{Answers} answers were not kept for reuse", fresh.Count);
        }
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            List<Question> asked;
            lock (_lock)
            {
                (asked, _waiting) = (_waiting, []);
                if (asked.Count == 0)
                {
                    _isReading = false;
                    return;
                }
            }

            await AnswerAsync(asked);
        }
    }

    private async Task AnswerAsync(List<Question> asked)
    {
        try
        {
            if (_reader is null)
            {
                _reader = await contexts.CreateDbContextAsync();
                await _reader.Database.OpenConnectionAsync();
            }

            var keys = asked.ConvertAll(question => question.Key);
            var known = await _reader.CachedResponses.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key);
            asked.ForEach(question => question.Answer.SetResult(known.GetValueOrDefault(question.Key)));
        }
        catch (Exception fault)
        {
            // Whoever asked has to hear it: the run ends with this fault instead of waiting for ever.
            asked.ForEach(question => question.Answer.TrySetException(new StoreFaultException(fault)));
        }
    }

    private sealed record Question(string Key)
    {
        public TaskCompletionSource<CachedResponse?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

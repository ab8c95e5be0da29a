using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>Answers kept for reuse. The key holds the repeat, so that a repeat never reads another repeat's answer.</summary>
internal sealed class ResponseCache(IDbContextFactory<OpsDbContext> contexts)
{
    public static string KeyOf(CandidatePlan candidate, IReadOnlyList<ChatTurn> messages, int repeat)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(
            new { candidate.Endpoint.Kind, candidate.Endpoint.BaseUrl, candidate.Model.Key, messages, candidate.Parameters, repeat }, JsonColumn.Options);
        return Convert.ToHexStringLower(SHA256.HashData(request));
    }

    public async Task<CachedResponse?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CachedResponses.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
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
        catch (DbUpdateException)
        {
            // Lost the race for one key: the batch stays unkept, which costs a later call, not a wrong result.
        }
    }
}

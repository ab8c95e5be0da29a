using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>Adds the next draft to a prompt, with its event, to the caller's save.</summary>
internal static class VersionWriter
{
    /// <summary>After one of these the same content may be tried again, as a new version.</summary>
    private static readonly VersionState[] Ended =
        [VersionState.ChangesRequested, VersionState.Rejected, VersionState.Withdrawn, VersionState.Stale, VersionState.Expired];

    /// <summary>Whether the newest version already says this and is still good for something.</summary>
    public static Task<bool> IsNewestAsync(OpsDbContext context, Prompt prompt, string hash, CancellationToken cancellationToken) => context.PromptVersions.AnyAsync(
        row => row.PromptId == prompt.Id && row.Number == prompt.LatestNumber && row.ContentHash == hash && !Ended.Contains(row.State), cancellationToken);

    /// <param name="content">As a draft holds it.</param>
    public static PromptVersion Add(OpsDbContext context, IAuditLog audit, Prompt prompt, PromptContent content, string changeNote, Actor actor, DateTime now)
    {
        prompt.LatestNumber++;
        var version = new PromptVersion
        {
            Prompt = prompt,
            Number = prompt.LatestNumber,
            Messages = content.Messages,
            Variables = content.Variables,
            Model = content.Model,
            ResponseFormat = content.ResponseFormat,
            Tools = content.Tools,
            ContentHash = content.Hash,
            ChangeNote = changeNote.Trim(),
            AuthorId = actor.Id,
            AuthorName = actor.Name,
            CreatedAt = now,
        };
        context.PromptVersions.Add(version);
        audit.Append(context, actor, Entry("version.drafted", prompt.Key, version) with { Reason = version.ChangeNote });
        return version;
    }

    public static AuditEntry Entry(string action, string promptKey, PromptVersion version) =>
        new(action, "prompt-version", $"{promptKey} v{version.Number}") { PromptKey = promptKey, Details = new { version.ContentHash } };
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What changed between two versions of a prompt, message by message, variable by variable and setting by setting.</summary>
public sealed class DiffPromptVersions(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query(string PromptKey, int From, int To);

    /// <param name="Variables">Those that differ.</param>
    /// <param name="Settings">Of model, parameters, response format, tools and includes those that differ.</param>
    public sealed record Difference(
        VersionSide From, VersionSide To, IReadOnlyList<MessageDiff> Messages, IReadOnlyList<VariableDiff> Variables, IReadOnlyList<SettingDiff> Settings);

    public sealed record VersionSide(int Number, string ChangeNote, string AuthorName, DateTime CreatedAt);

    /// <summary>The messages at one place; a role is null on the side that has none there.</summary>
    public sealed record MessageDiff(string? OldRole, string? NewRole, bool IsSame, IReadOnlyList<DiffRow> SideBySide, IReadOnlyList<DiffLine> Inline);

    /// <summary>A variable that was added (no old), removed (no new) or declared differently.</summary>
    public sealed record VariableDiff(PromptVariable? Old, PromptVariable? New);

    public async Task<Result<Difference>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = await context.PromptVersions.AsNoTracking()
            .Where(row => row.Prompt!.Key == query.PromptKey && (row.Number == query.From || row.Number == query.To))
            .ToListAsync(cancellationToken);
        if (versions.Find(row => row.Number == query.From) is not { } before)
            return PromptErrors.VersionNotFound(query.PromptKey, query.From);
        if (versions.Find(row => row.Number == query.To) is not { } after)
            return PromptErrors.VersionNotFound(query.PromptKey, query.To);

        var messages = Enumerable.Range(0, Math.Max(before.Messages.Count, after.Messages.Count))
            .Select(index => Compare(before.Messages.ElementAtOrDefault(index), after.Messages.ElementAtOrDefault(index)));
        var variables = before.Variables.Concat(after.Variables).Select(variable => variable.Name).Distinct()
            .Select(name => new VariableDiff(Named(before, name), Named(after, name)))
            .Where(pair => pair.Old != pair.New);
        return new Difference(Side(before), Side(after), [.. messages], [.. variables], SettingDiff.Of(before.Content, after.Content));
    }

    private static MessageDiff Compare(PromptMessage? before, PromptMessage? after)
    {
        var (old, now) = (before?.Content ?? "", after?.Content ?? "");
        return new MessageDiff(before?.Role, after?.Role, before == after, TextDiff.SideBySide(old, now), TextDiff.Inline(old, now));
    }

    private static PromptVariable? Named(PromptVersion version, string name) => version.Variables.FirstOrDefault(variable => variable.Name == name);

    private static VersionSide Side(PromptVersion version) => new(version.Number, version.ChangeNote, version.AuthorName, version.CreatedAt);
}

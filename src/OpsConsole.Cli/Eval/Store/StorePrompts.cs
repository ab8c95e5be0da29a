using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>A prompt for each label, and a version of it for each content that the label has had.</summary>
internal sealed class StorePrompts(OpsDbContext context, AiSystem system, string author, DateTime now)
{
    public async Task<IReadOnlyDictionary<PlannedPrompt, PromptVersion>> FindAsync(IReadOnlyList<PlannedPrompt> prompts, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<PlannedPrompt, PromptVersion>(ReferenceEqualityComparer.Instance);
        foreach (var planned in prompts)
            versions[planned] = await FindAsync(planned, cancellationToken);
        return versions;
    }

    private async Task<PromptVersion> FindAsync(PlannedPrompt planned, CancellationToken cancellationToken)
    {
        var label = planned.Prompt.Label;
        var key = $"cli/{Labels.Slug(label)}-{ContentHash.Of(label)[..8]}";
        var hash = planned.Content.Hash;

        // Two prompts of one configuration may share a label, and nothing is stored before the last of them.
        var prompt = context.Prompts.Local.FirstOrDefault(row => row.Key == key) ?? await context.Prompts.SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (prompt is null)
        {
            prompt = new Prompt { Key = key, Name = Labels.Cut(label, Labels.NameLength), System = system, CreatedAt = now, CreatedBy = author };
            context.Add(prompt);
        }
        else if ((context.PromptVersions.Local.FirstOrDefault(row => row.Prompt == prompt && row.ContentHash == hash)
            ?? await context.PromptVersions.SingleOrDefaultAsync(row => row.PromptId == prompt.Id && row.ContentHash == hash, cancellationToken)) is { } known)
        {
            return known;
        }

        var version = new PromptVersion
        {
            Prompt = prompt,
            Number = ++prompt.LatestNumber,
            Messages = planned.Content.Messages,
            Variables = planned.Content.Variables,
            ContentHash = hash,
            AuthorId = $"cli:{author}",
            AuthorName = author,
            CreatedAt = now,
        };
        context.Add(version);
        return version;
    }
}

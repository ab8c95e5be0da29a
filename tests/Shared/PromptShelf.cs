using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Tests.Shared;

/// <summary>Puts prompts with versions and labels straight into a database, past the use cases that would ask for reviews first.</summary>
public sealed class PromptShelf(IDbContextFactory<OpsDbContext> contexts)
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>The next version of a prompt, which is made where it is missing; frozen unless it is to stay a draft.</summary>
    public Task<PromptVersion> AddAsync(string key, string text, bool draft = false, params PromptInclude[] pins) =>
        AddAsync(key, new PromptContent([new PromptMessage("system", text)], []), draft, pins);

    public async Task<PromptVersion> AddAsync(string key, PromptContent content, bool draft = false, params PromptInclude[] pins)
    {
        await using var context = contexts.CreateDbContext();
        var prompt = await context.Prompts.SingleOrDefaultAsync(row => row.Key == key) ?? new Prompt
        {
            Key = key,
            Name = key,
            System = await context.Systems.FirstOrDefaultAsync() ?? new AiSystem { Key = "support", Name = "Support" },
        };
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
            AuthorId = "u-ada",
            AuthorName = "Ada",
        };
        context.Add(version);
        if (!draft)
        {
            _ = version.Submit(pins, Noon);
            _ = version.Approve(Noon, Noon.AddDays(30));
        }

        await context.SaveChangesAsync();
        return version;
    }

    /// <summary>Points a label at a version, and tells of it as the console does: in a row of its own.</summary>
    public async Task PointAsync(PromptVersion version, string label = PromptLabel.Production, PromptVersion? canary = null, int? percent = null)
    {
        await using var context = contexts.CreateDbContext();
        var row = await context.PromptLabels.SingleOrDefaultAsync(found => found.PromptId == version.PromptId && found.Name == label);
        if (row is null)
        {
            row = new PromptLabel { PromptId = version.PromptId, Name = label };
            context.Add(row);
        }

        (row.VersionId, row.CanaryVersionId, row.CanaryPercent, row.MovedAt) = (version.Id, canary?.Id, percent, Noon);
        context.Add(new LabelMove
        {
            PromptId = version.PromptId,
            Label = label,
            ToNumber = version.Number,
            CanaryNumber = canary?.Number,
            CanaryPercent = percent,
            Why = "test",
            ById = "u-ada",
            ByName = "Ada",
            At = Noon,
        });
        await context.SaveChangesAsync();
    }
}

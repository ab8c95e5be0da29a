using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>A judge made ready to be asked: its prompt parsed, its endpoint and prices at hand.</summary>
/// <param name="Fault">Why it cannot be asked; null where it can.</param>
internal sealed record SeatedJudge(Judge Judge, ProviderEndpoint Endpoint, ProviderModel Model, ChatTemplate? Template, string? Fault)
{
    public string Ref => JudgeRef.Of(Judge.Key, Judge.Number);

    /// <summary>All judges, retired ones too: an old run names them. They are few.</summary>
    public static async Task<IReadOnlyList<SeatedJudge>> LoadAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        var judges = await context.Judges.AsNoTracking()
            .Include(row => row.PromptVersion!.Prompt)
            .Include(row => row.Model!.Provider)
            .Include(row => row.Model!.Prices)
            .AsSplitQuery()
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var seated = new List<SeatedJudge>();
        foreach (var judge in judges)
        {
            var messages = await PromptIncludes.ExpandAsync(context, judge.PromptVersion!, cancellationToken);
            var template = messages.IsOk ? ChatTemplate.Parse(messages.Value) : messages.Error;
            var provider = judge.Model!.Provider!;
            var fault = !template.IsOk ? $"its prompt cannot be used: {template.Error.Message}"
                : !provider.Enabled ? $"its provider {provider.Key} is switched off"
                : EmbeddingPrompt.Fault(judge.AssertionType, template.Value);
            seated.Add(new SeatedJudge(judge, provider.Endpoint, judge.Model, template.IsOk ? template.Value : null, fault));
        }

        return seated;
    }
}

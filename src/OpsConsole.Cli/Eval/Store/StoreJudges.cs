using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Config;
using OpsConsole.Cli.Eval.Config.Grading;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>
/// A judge for each grader, reused where it is there already. Retired from the start: whoever names it with its number is answered, and nobody who names none is given
/// a judge that was only meant for one configuration.
/// </summary>
internal sealed class StoreJudges(OpsDbContext context, AiSystem system, string author, DateTime now)
{
    public async Task FindAsync(
        IReadOnlyList<EvalGrader> graders, IReadOnlyDictionary<(string Provider, string Model), ProviderModel> models, CancellationToken cancellationToken)
    {
        var keys = graders.Select(grader => grader.Key).ToList();
        var known = await context.Judges.Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToListAsync(cancellationToken);
        var missing = graders.Where(grader => !known.Contains(grader.Key)).ToList();
        var prompts = missing.ConvertAll(grader => new PlannedPrompt(new EvalPrompt(grader.PromptLabel, "", grader.Messages, IsChat: true), ChatTemplate.Parse(grader.Messages).Value));
        var versions = await new StorePrompts(context, system, author, now).FindAsync(prompts, cancellationToken);
        foreach (var (grader, prompt) in missing.Zip(prompts))
        {
            context.Judges.Add(new Judge
            {
                Key = grader.Key,
                Number = 1,
                Name = Labels.Cut($"{grader.Type} by {grader.Provider.Label}", Labels.NameLength),
                AssertionType = grader.Type,
                PromptVersion = versions[prompt],
                Model = models[(grader.Endpoint.Key, grader.Endpoint.Model)],
                Parameters = grader.Parameters,
                KappaFloor = JudgeDraft.DefaultFloor,
                CreatedById = $"cli:{author}",
                CreatedByName = author,
                CreatedAt = now,
                RetiredAt = now,
            });
        }
    }
}

using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Scripts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>One candidate made ready: template parsed, endpoint and prices at hand.</summary>
internal sealed record CandidatePlan(
    int Id,
    int Position,
    string Name,
    ProviderEndpoint Endpoint,
    ProviderModel Model,
    ModelParameters Parameters,
    ChatTemplate Template,
    IReadOnlyList<string> RequiredVariables)
{
    /// <summary>The tools of the prompt.</summary>
    public IReadOnlyList<ModelTool> Tools { get; init; } = [];

    /// <summary>Makes of an answer what is checked; null takes it as it comes.</summary>
    public OutputTransform? Transform { get; init; }
}

/// <summary>What an executor needs to know of a run.</summary>
internal sealed record RunPlan(Run Run, IReadOnlyList<CandidatePlan> Candidates)
{
    public static async Task<Result<RunPlan>> LoadAsync(OpsDbContext context, int runId, CancellationToken cancellationToken)
    {
        var run = await context.Runs.AsNoTracking()
            .Include(row => row.Candidates).ThenInclude(row => row.PromptVersion)
            .Include(row => row.Candidates).ThenInclude(row => row.Model!.Provider)
            .Include(row => row.Candidates).ThenInclude(row => row.Model!.Prices)
            .AsSplitQuery()
            .SingleAsync(row => row.Id == runId, cancellationToken);
        var candidates = new List<CandidatePlan>();
        foreach (var candidate in run.Candidates.OrderBy(row => row.Position))
        {
            var version = candidate.PromptVersion!;
            var hash = await PromptIncludes.SentHashAsync(context, version, cancellationToken);
            if (!hash.IsOk)
            {
                return hash.Error with { Message = $"Candidate '{candidate.Name}': {hash.Error.Message}" };
            }

            if (hash.Value != candidate.PromptHash)
            {
                return RunErrors.PromptEdited(candidate.Name, version.Number);
            }

            var messages = await PromptIncludes.ExpandAsync(context, version, cancellationToken);
            var template = messages.IsOk ? ChatTemplate.Parse(messages.Value) : messages.Error;
            if (!template.IsOk)
            {
                return template.Error with { Message = $"Candidate '{candidate.Name}': {template.Error.Message}" };
            }

            var transform = candidate.Parameters.Transform is { } script ? OutputTransform.Compile(script) : (Result<OutputTransform>?)null;
            if (transform is { IsOk: false, Error: var unusable })
            {
                return unusable with { Message = $"Candidate '{candidate.Name}', transform: {unusable.Message}" };
            }

            candidates.Add(new CandidatePlan(
                candidate.Id,
                candidate.Position,
                candidate.Name,
                candidate.Model!.Provider!.Endpoint,
                candidate.Model,
                candidate.Parameters,
                template.Value,
                [.. version.Variables.Where(variable => variable.Required).Select(variable => variable.Name)])
            {
                Tools = [.. (version.Tools ?? []).Select(tool => new ModelTool(tool.Name, tool.Description, tool.ParametersSchema))],
                Transform = transform?.Value,
            });
        }

        return new RunPlan(run, candidates);
    }
}

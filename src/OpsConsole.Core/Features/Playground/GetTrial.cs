using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>One trial with its answers. While a blind one waits for its vote, nothing in the answer tells who gave which.</summary>
public sealed class GetTrial(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Named">False while a blind trial has no vote: <paramref name="Answers"/> then hold neither names nor figures.</param>
    public sealed record Trial(
        int Id, string? SystemKey, string? PromptKey, int? PromptNumber, IReadOnlyList<PromptMessage> Messages, string VariablesJson, bool Blind, bool Named, string ById,
        string ByName, DateTime At, DateTime? VotedAt, int? BestPosition, IReadOnlyList<Answer> Answers)
    {
        public string Key => TrialKey.Of(Id);

        /// <summary>Two complete answers, and no vote yet.</summary>
        public bool IsOpenTo(Actor actor) => VotedAt is null && ById == actor.Id && Answers.Count(answer => answer.State == PlaygroundAnswerState.Answered) > 1;
    }

    /// <param name="Who">Null while the name is hidden.</param>
    public sealed record Answer(int Id, int Position, PlaygroundAnswerState State, string Text, Identity? Who);

    /// <param name="Cost">Null where the model has no price.</param>
    public sealed record Identity(
        string Provider, string Model, string Name, bool IsBaseline, ModelParameters Parameters, string? ModelReturned, string? ErrorMessage, double? TimeToFirstTokenMs,
        double LatencyMs, int InputTokens, int OutputTokens, Money? Cost);

    public async Task<Result<Trial>> HandleAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.PlaygroundTrials.AsNoTracking()
            .Include(trial => trial.System)
            .Include(trial => trial.PromptVersion!.Prompt)
            .Include(trial => trial.Answers).ThenInclude(answer => answer.Model!.Provider)
            .SingleOrDefaultAsync(trial => trial.Id == id, cancellationToken);
        if (row is null)
            return PlaygroundErrors.NotFound(id);

        var isNamed = !row.Blind || row.VotedAt is not null;
        return new Trial(
            row.Id, row.System?.Key, row.PromptVersion?.Prompt!.Key, row.PromptVersion?.Number, row.Messages, row.VariablesJson, row.Blind, isNamed, row.ById, row.ByName, row.At,
            row.VotedAt, row.BestPosition,
            [.. row.Answers.OrderBy(answer => answer.Position).Select(answer => new Answer(answer.Id, answer.Position, answer.State, answer.Text, isNamed ? WhoOf(answer) : null))]);
    }

    private static Identity WhoOf(PlaygroundAnswer answer) => new(
        answer.Model!.Provider!.Key, answer.Model.Key, answer.Model.Name, answer.Model.Provider.Kind.IsBaseline(), answer.Parameters, answer.ModelReturned,
        answer.ErrorMessage, answer.TimeToFirstTokenMs, answer.LatencyMs, answer.InputTokens, answer.OutputTokens, answer.Cost);
}

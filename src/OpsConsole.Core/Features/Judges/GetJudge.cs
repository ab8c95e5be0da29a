using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Judges;

/// <summary>A judge with all its versions: what each is made of, how far it agrees with people, and where it does not. Two queries.</summary>
public sealed class GetJudge(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ShownDisagreements = 200;

    /// <param name="Versions">Newest first.</param>
    public sealed record Details(string Key, string Name, string AssertionType, IReadOnlyList<Version> Versions, bool IsDemo)
    {
        /// <summary>Used where an assertion names no number; null where every version is retired.</summary>
        public Version? Current => Versions.FirstOrDefault(version => version.RetiredAt is null);
    }

    /// <param name="Undecided">Labelled results on which people are split, or said neither pass nor fail: they count for nothing.</param>
    /// <param name="Disagreements">At most <see cref="ShownDisagreements"/>.</param>
    public sealed record Version(
        int Number, string Name, string PromptKey, int PromptNumber, string ProviderKey, string ModelKey, bool IsBaseline, ModelParameters Parameters, double KappaFloor, string CreatedByName,
        DateTime CreatedAt, DateTime? RetiredAt, JudgeStanding Standing, int Undecided, IReadOnlyList<Disagreement> Disagreements);

    /// <param name="Labels">Who said what.</param>
    public sealed record Disagreement(int RunId, string CaseKey, string Title, string Candidate, bool People, bool Judge, double Score, string Reason, IReadOnlyList<string> Labels, string QueueKey)
    {
        public string RunKey => Run.KeyOf(RunId);
    }

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.Judges.AsNoTracking()
            .Where(row => row.Key == key)
            .OrderByDescending(row => row.Number)
            .Select(row => new
            {
                Judge = row,
                PromptKey = row.PromptVersion!.Prompt!.Key,
                PromptNumber = row.PromptVersion.Number,
                ModelKey = row.Model!.Key,
                ProviderKey = row.Model.Provider!.Key,
                row.Model.Provider.Kind,
            })
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
            return JudgeErrors.NotFound(key);

        var items = (await JudgedItem.LoadAsync(context, key, cancellationToken)).ToLookup(item => item.Ref, StringComparer.Ordinal);
        var versions = rows.ConvertAll(row =>
        {
            var judge = row.Judge;
            var own = items[JudgeRef.Of(key, judge.Number)].ToList();
            return new Version(
                judge.Number, judge.Name, row.PromptKey, row.PromptNumber, row.ProviderKey, row.ModelKey, row.Kind == ProviderKind.Builtin, judge.Parameters, judge.KappaFloor, judge.CreatedByName,
                judge.CreatedAt, judge.RetiredAt, JudgeStanding.Of(key, judge.Number, judge.KappaFloor, own), own.Count(item => item.People is null),
                [.. own.Where(item => item.People is { } people && people != item.Judge).Take(ShownDisagreements).Select(Of)]);
        });
        return new Details(key, versions[0].Name, rows[0].Judge.AssertionType, versions, rows[0].Judge.IsDemo);
    }

    private static Disagreement Of(JudgedItem item) =>
        new(item.RunId, item.CaseKey, item.Title, item.Candidate, item.People!.Value, item.Judge, item.Score, item.Reason, item.Labels, LabelQueue.KeyOf(item.QueueId));
}

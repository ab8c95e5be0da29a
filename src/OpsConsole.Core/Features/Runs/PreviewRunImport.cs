using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Imports;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Shows what importing files of results would give: its candidates, what would be made for them, and everything that cannot be read. Stores nothing.</summary>
public sealed class PreviewRunImport(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="At">When the run was made; null where the file does not say, and the import's own time is taken.</param>
    /// <param name="Faults">The first hundred.</param>
    public sealed record Preview(
        string Source, string Name, DateTime? At, int Cases, int Results, int Errors, int Repeats, IReadOnlyList<Candidate> Candidates, IReadOnlyList<ErrorDetail> Faults, int FaultCount);

    /// <param name="Prompt">The version that is used; null where one is made.</param>
    public sealed record Candidate(string Name, string PromptLabel, string? Prompt, string Model, int Results, int Passed);

    public async Task<Result<Preview>> HandleAsync(string systemKey, IReadOnlyList<ImportSource> files, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
            return Error.Denied(Permission.RunsExecute);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Systems.Where(row => row.Key == systemKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken) is not { } systemId)
            return SystemErrors.NotFound(systemKey);
        var read = await ImportReader.ReadAsync(files, cancellationToken);
        if (!read.IsOk)
            return read.Error;

        var (file, run) = (read.Value.File, read.Value.File.Run);
        var candidates = new List<Candidate>();
        foreach (var (position, candidate) in run.Candidates.Take(ImportReader.MaxCandidates).Index())
        {
            var known = await StoreImport.KnownAsync(context, systemId, candidate, cancellationToken);
            candidates.Add(new Candidate(
                candidate.Name, candidate.PromptLabel, known is null ? null : $"{known.Prompt!.Key} v{known.Number}", candidate.Model,
                run.Results.Count(result => result.Candidate == position), run.Results.Count(result => result.Candidate == position && result is { Error: null, Pass: true })));
        }

        return new Preview(
            run.Source, run.Execution is { } execution ? $"{run.Name}, execution {execution}" : run.Name, run.At, run.Cases.Count, run.Results.Count, run.Results.Count(result => result.Error is not null), run.Repeats, candidates, file.Faults, file.FaultCount);
    }
}

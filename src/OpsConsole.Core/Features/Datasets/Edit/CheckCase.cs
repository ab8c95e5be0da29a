using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets.Edit;

/// <summary>Says what is wrong with a case while its author still has it before them; stores nothing.</summary>
public sealed class CheckCase(IDbContextFactory<OpsDbContext> contexts, AssertionCompiler assertions) : IUseCase
{
    public sealed record Query(string DatasetKey, CaseInput Case);

    public async Task<Result> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var dataset = await context.Datasets.AsNoTracking().SingleOrDefaultAsync(row => row.Key == query.DatasetKey, cancellationToken);
        if (dataset is null)
            return DatasetErrors.NotFound(query.DatasetKey);

        var checkedCase = query.Case.Check(string.IsNullOrWhiteSpace(query.Case.Key) ? CaseInput.FreeKey(new HashSet<string>()) : query.Case.Key, null, assertions);
        if (!checkedCase.IsOk)
            return checkedCase.Error;
        return CaseSchema.Checker(dataset.VariablesSchema)(checkedCase.Value) is { } violation ? DatasetErrors.CaseAgainstSchema(violation) : Result.Ok;
    }
}

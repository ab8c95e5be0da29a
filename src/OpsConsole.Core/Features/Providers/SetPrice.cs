using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Providers.Model;

namespace OpsConsole.Core.Features.Providers;

/// <summary>Adds a dated row to the price book. A row is never edited: calls were priced with it.</summary>
public sealed class SetPrice(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    private static readonly Money Highest = Money.FromDollars(1_000_000);

    /// <param name="ValidFrom">First day of validity, UTC; null holds since ever.</param>
    /// <param name="Input">Per million tokens, as all amounts.</param>
    /// <param name="CachedInput">Null prices cached input as input.</param>
    /// <param name="Reasoning">Null prices reasoning tokens as output.</param>
    /// <param name="Source">Where the figure was read.</param>
    public sealed record Command(
        string ProviderKey, string ModelKey, DateOnly? ValidFrom, Money Input, Money? CachedInput, Money Output, Money? Reasoning, string Source, DateOnly CheckedOn)
    {
        public IReadOnlyList<PriceTier> Tiers { get; init; } = [];
    }

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ProvidersWrite))
            return Error.Denied(Permission.ProvidersWrite);
        if (Check(command, actor) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.ProviderModels.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Provider!.Key == command.ProviderKey && row.Key == command.ModelKey, cancellationToken);
        if (model is null)
            return ProviderErrors.ModelNotFound(command.ProviderKey, command.ModelKey);

        context.ModelPrices.Add(new ModelPrice
        {
            ModelId = model.Id,
            ValidFrom = command.ValidFrom,
            Input = command.Input,
            CachedInput = command.CachedInput,
            Output = command.Output,
            Reasoning = command.Reasoning,
            Tiers = [.. command.Tiers.OrderBy(tier => tier.AboveInputTokens)],
            Source = command.Source.Trim(),
            CheckedOn = command.CheckedOn,
        });
        var rival = context.ModelPrices.Where(row => row.ModelId == model.Id && row.ValidFrom == command.ValidFrom);
        var taken = ProviderErrors.PriceTaken(model.Key, command.ValidFrom);
        return await context.SaveUnlessTakenAsync(rival, taken, cancellationToken) is { } refused ? refused : Result.Ok;
    }

    // Today somewhere east of here; and a clock that is wrong must not keep the shipped price book out.
    private DateOnly Tomorrow => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);

    private Error? Check(Command command, Actor actor)
    {
        Money?[] amounts =
        [
            command.Input, command.CachedInput, command.Output, command.Reasoning,
            .. command.Tiers.SelectMany(tier => new[] { tier.Input, tier.CachedInput, tier.Output }),
        ];
        return new FieldChecks("providers")
            .That(amounts.All(amount => amount is null || (amount >= Money.Zero && amount <= Highest)), "amounts", "an amount lies between 0 and 1,000,000 dollars per million tokens")
            .That(command.Tiers.All(tier => tier.AboveInputTokens > 0), "tiers", "a tier begins above 1 or more input tokens")
            .That(command.Tiers.DistinctBy(tier => tier.AboveInputTokens).Count() == command.Tiers.Count, "tiers", "two tiers begin at the same number of tokens")
            .Required("source", command.Source, 500)
            .That(actor.Kind == ActorKind.System || command.CheckedOn <= Tomorrow, "checkedOn", "the day lies in the future")
            .Fault;
    }
}

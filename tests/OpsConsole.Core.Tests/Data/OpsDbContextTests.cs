using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Data;

public sealed class OpsDbContextTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task SaveChanges_TwoEditorsOfOneRow_SecondIsRefused()
    {
        await AddSystemAsync();
        await using var first = _database.CreateDbContext();
        await using var second = _database.CreateDbContext();
        (await first.Systems.SingleAsync(TestContext.Current.CancellationToken)).Name = "First";
        (await second.Systems.SingleAsync(TestContext.Current.CancellationToken)).Name = "Second";

        await first.SaveChangesAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Query_TimesAndMoney_ComeBackAsStored()
    {
        await AddSystemAsync();
        await using var context = _database.CreateDbContext();

        var system = await context.Systems.SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc), system.CreatedAt);
        Assert.Equal(DateTimeKind.Utc, system.CreatedAt.Kind);
        Assert.Equal(Money.FromDollars(1200.5m), system.MonthlyBudget);
    }

    private async Task AddSystemAsync()
    {
        await using var context = _database.CreateDbContext();
        context.Systems.Add(new AiSystem
        {
            Key = "support",
            Name = "Support",
            MonthlyBudget = Money.FromDollars(1200.5m),
            CreatedAt = new DateTime(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc),
        });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}

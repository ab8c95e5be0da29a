using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Specs;

public sealed class QuerySpecs(EngineDatabases engines) : EngineSpecs(engines)
{
    private readonly EngineDatabases _engines = engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Order_ByTime_IsChronological(string engine)
    {
        var mark = await AddSystemsAsync(engine, (1, 0, "late"), (-1, 0, "early"), (0, 0, "now"));

        await using var context = await OpenAsync(engine);
        var names = await context.Systems.Where(row => row.Owner == mark).OrderBy(row => row.CreatedAt).Select(row => row.Name).ToListAsync(Cancelled);
        var since = await context.Systems.CountAsync(row => row.Owner == mark && row.CreatedAt >= World.Noon, Cancelled);

        Assert.Equal(["early", "now", "late"], names);
        Assert.Equal(2, since);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Group_ByDay_CountsEachDay(string engine)
    {
        var mark = await AddSystemsAsync(engine, (0, 0, "a"), (1, 0, "b"), (24, 0, "c"));

        await using var context = await OpenAsync(engine);
        var days = await context.Systems.Where(row => row.Owner == mark).GroupBy(row => row.CreatedAt.Date)
            .Select(day => new { Day = day.Key, Count = day.Count() }).OrderBy(day => day.Day).ToListAsync(Cancelled);

        Assert.Equal([(23, 2), (24, 1)], days.Select(day => (day.Day.Day, day.Count)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Order_ByMoney_IsExactToTheNanoDollar(string engine)
    {
        var mark = await AddSystemsAsync(engine, (0, 9_000_000_000_000_000_001, "most"), (0, 1, "least"), (0, 9_000_000_000_000_000_000, "much"));

        await using var context = await OpenAsync(engine);
        var rows = context.Systems.Where(row => row.Owner == mark);

        Assert.Equal(["most", "much", "least"], await rows.OrderByDescending(row => row.MonthlyBudget).Select(row => row.Name).ToListAsync(Cancelled));
        Assert.Equal(1, await rows.CountAsync(row => row.MonthlyBudget > new Money(9_000_000_000_000_000_000), Cancelled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sum_Money_IsExact(string engine)
    {
        var mark = await AddSystemsAsync(engine, (0, 100_000_000_000_000_001, "a"), (0, 2, "b"));

        await using var context = await OpenAsync(engine);
        var total = await context.Systems.Where(row => row.Owner == mark).SumAsync(row => (long)(object)row.MonthlyBudget!, Cancelled);

        Assert.Equal(100_000_000_000_000_003, total);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Page_ByNameWithIdTieBreaker_ShowsEachRowOnce(string engine)
    {
        var mark = await AddSystemsAsync(engine, [.. Enumerable.Range(0, 25).Select(n => (0, 0L, n % 2 == 0 ? "same" : "other"))]);

        await using var context = await OpenAsync(engine);
        var seen = new List<int>();
        for (var page = 0; page < 3; page++)
        {
            seen.AddRange(await context.Systems.Where(row => row.Owner == mark)
                .OrderBy(row => row.Name).ThenBy(row => row.Id).Skip(page * 10).Take(10).Select(row => row.Id).ToListAsync(Cancelled));
        }

        Assert.Equal(25, seen.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Search_WordInAnyCase_FindsTheSameOnEveryEngine(string engine)
    {
        var mark = await AddSystemsAsync(engine, (0, 0, "Ärztliche Beratung"), (0, 0, "100 % sicher"), (0, 0, "ΑΘΗΝΑ"));
        var list = new ListSystems(await _engines.UseAsync(engine), TimeProvider.System);

        Assert.Equal(["Ärztliche Beratung"], await SearchAsync("ÄRZT"));
        Assert.Equal(["Ärztliche Beratung"], await SearchAsync("ärzt"));
        Assert.Equal(["100 % sicher"], await SearchAsync("0 %"));
        Assert.Equal(["ΑΘΗΝΑ"], await SearchAsync("αθηνα"));
        Assert.Equal(3, (await SearchAsync(mark)).Count);

        async Task<IReadOnlyList<string>> SearchAsync(string text)
        {
            var found = await list.HandleAsync(new ListSystems.Query(text, Limit: Page.MaxLimit), Actor.System("test"), Cancelled);
            return [.. found.Value.Items.Where(item => item.Owner == mark).Select(item => item.Name)];
        }
    }

    private async Task<string> AddSystemsAsync(string engine, params (int Hours, long Nanos, string Name)[] rows)
    {
        var mark = Guid.NewGuid().ToString("N");
        await using var context = await OpenAsync(engine);
        context.AddRange(rows.Select((row, index) => new AiSystem
        {
            Key = $"{mark}-{index}",
            Name = row.Name,
            Owner = mark,
            MonthlyBudget = new Money(row.Nanos),
            CreatedAt = World.Noon.AddHours(row.Hours),
        }));
        await context.SaveChangesAsync(Cancelled);
        return mark;
    }
}

using OpsConsole.Core.Features.Labels;
using Xunit;
using static OpsConsole.Db.Tests.UseCases.UseCaseProbes;

namespace OpsConsole.Db.Tests.UseCases.Areas;

internal static class LabelProbes
{
    private static readonly Core.Common.Actor Other = Core.Common.Actor.System("other");

    internal static readonly Dictionary<Type, Func<ProbedConsole, Task>> All = new()
    {
        [typeof(CreateLabelQueue)] = async on =>
        {
            await CreateAsync(on);
            foreach (var filter in Enum.GetValues<LabelFilter>())
            {
                var made = await on.Get<CreateLabelQueue>().HandleAsync(new(on.World.Run.Id, "All", "5 is best", 1, new(filter, Tag: "cover", Sample: null)), Actor, Now);
                Assert.True(made.IsOk || made.Error.Code == "labels.nothing-to-label", made.Error?.Message);
            }
        },
        [typeof(TakeLabelItem)] = async on =>
        {
            var key = await CreateAsync(on);
            Assert.Equal(1, (await OkAsync(on.Get<TakeLabelItem>().HandleAsync(new(key), Actor, Now))).Number);
            Assert.Equal(1, (await OkAsync(on.Get<TakeLabelItem>().HandleAsync(new(key, After: 1), Other, Now))).Number);
        },
        [typeof(GetLabelItem)] = async on => await OkAsync(on.Get<GetLabelItem>().HandleAsync(await LabelledAsync(on), 1, Actor, Now)),
        [typeof(SkipLabelItem)] = async on =>
        {
            var key = await CreateAsync(on);
            await OkAsync(on.Get<TakeLabelItem>().HandleAsync(new(key), Actor, Now));
            await OkAsync(on.Get<SkipLabelItem>().HandleAsync(key, 1, Actor, Now));
        },
        [typeof(GiveLabel)] = async on =>
        {
            var key = await LabelledAsync(on);
            await OkAsync(on.Get<TakeLabelItem>().HandleAsync(new(key), Other, Now));
            Assert.True((await OkAsync(on.Get<GiveLabel>().HandleAsync(new(key, 1, false, 2, "no"), Other, Now))).QueueDone);
        },
        [typeof(CloseLabelQueue)] = async on => await OkAsync(on.Get<CloseLabelQueue>().HandleAsync(new(await LabelledAsync(on), "enough"), Actor, Now)),
        [typeof(ListLabelQueues)] = async on =>
        {
            await LabelledAsync(on);
            var item = Assert.Single((await OkAsync(on.Get<ListLabelQueues>().HandleAsync(new(OpenOnly: true, RunId: on.World.Run.Id), Actor, Now))).Items);
            Assert.Equal((1, 1), (item.Given, item.Mine));
        },
        [typeof(GetLabelQueue)] = async on =>
        {
            var key = await LabelledAsync(on);
            await OkAsync(on.Get<CloseLabelQueue>().HandleAsync(new(key, "enough"), Actor, Now));
            Assert.Equal(1, (await OkAsync(on.Get<GetLabelQueue>().HandleAsync(key, Actor, Now))).Outcome!.Passed);
        },
    };

    private static Task<string> CreateAsync(ProbedConsole on) =>
        OkAsync(on.Get<CreateLabelQueue>().HandleAsync(new(on.World.Run.Id, "Tone", "5 is best", 2, new(Sample: 10)), Actor, Now));

    private static async Task<string> LabelledAsync(ProbedConsole on)
    {
        var key = await CreateAsync(on);
        await OkAsync(on.Get<TakeLabelItem>().HandleAsync(new(key), Actor, Now));
        await OkAsync(on.Get<GiveLabel>().HandleAsync(new(key, 1, true, 4, "fine"), Actor, Now));
        return key;
    }
}

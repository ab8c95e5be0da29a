using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.People;

public sealed class ListPeopleTests : IDisposable
{
    private readonly TestConsole _console = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task List_Slices_BringNamesakesEachOnce()
    {
        foreach (var (id, name) in new[] { ("u-3", "Ada"), ("u-1", "Ada"), ("u-2", "Bob") })
            await _console.Get<RememberPerson>().HandleAsync(Actor.Person(id, name, [Role.Legal, Role.Viewer]), None);

        List<string> ids = [];
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var slice = (await _console.Get<ListPeople>().HandleAsync(new(After: after, Limit: 1), TestConsole.Viewer, None)).Value;
            ids.AddRange(slice.Items.Select(item => item.Id));
            next = slice.Next;
            Assert.All(slice.Items, item => Assert.Equal([Role.Viewer, Role.Legal], item.Roles));
        }

        Assert.Equal(["u-1", "u-3", "u-2"], ids);
        Assert.Equal("u-2", Assert.Single((await _console.Get<ListPeople>().HandleAsync(new("BO"), TestConsole.Viewer, None)).Value.Items).Id);
        Assert.Equal("auth.denied", (await _console.Get<ListPeople>().HandleAsync(new(), TestConsole.Nobody, None)).Error?.Code);
    }
}

using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.People;

public sealed class RoleCheckTests : IDisposable
{
    private static readonly Actor OldSession = Actor.Person("u-maya", "Maya", [Role.ProductManager, Role.Engineer]);
    private readonly TestConsole _console = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Held_WithoutASignInOnRecord_AreTheActorsOwn() =>
        Assert.Equal(OldSession.Roles, await HeldAsync(OldSession));

    [Fact]
    public async Task Held_ARoleLostSinceSignIn_IsGoneFromTheOldSessionAtOnce()
    {
        await SignInAsync([Role.ProductManager, Role.Engineer]);
        Assert.Contains(Role.Engineer, await HeldAsync(OldSession));

        await SignInAsync([Role.ProductManager]);

        Assert.Equal([Role.ProductManager], await HeldAsync(OldSession));
    }

    [Fact]
    public async Task Held_ARoleWonSinceSignIn_IsNotOpenToTheOldSession()
    {
        await SignInAsync([Role.ProductManager, Role.Engineer, Role.Security]);

        Assert.DoesNotContain(Role.Security, await HeldAsync(OldSession));
    }

    [Fact]
    public async Task Held_SomebodyElsesSignIn_ChangesNothing()
    {
        await _console.Get<RememberPerson>().HandleAsync(Actor.Person("u-other", "Other", []), Now);

        Assert.Equal(2, (await HeldAsync(OldSession)).Count);
    }

    private async Task SignInAsync(Role[] roles) =>
        Assert.True((await _console.Get<RememberPerson>().HandleAsync(Actor.Person(OldSession.Id, OldSession.Name, roles), Now)).IsOk);

    private async Task<IReadOnlySet<Role>> HeldAsync(Actor actor)
    {
        await using var context = _console.Database.CreateDbContext();
        return await RoleCheck.HeldAsync(context, actor, Now);
    }
}

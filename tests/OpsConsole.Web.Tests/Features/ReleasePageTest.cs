using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People;
using OpsConsole.Tests.Shared;
using OpsConsole.Web.Features.Releases;

namespace OpsConsole.Web.Tests.Features;

/// <summary>Pages over a console in which releases can be asked for and decided on; the reader has signed in, so that the directory knows the roles.</summary>
public abstract class ReleasePageTest : RunPageTest
{
    protected ReleasePageTest() => Services.AddTransient<ReleaseDoings>();

    protected async Task<ReleaseWorld> WorldAsync(int tier = 2, params Role[] reader)
    {
        // The pages have the database; this world only acts in it.
        var world = await ReleaseWorld.StartAsync(Get<IDbContextFactory<OpsDbContext>>(), new Kept(), tier, services => services.AddSingleton(Get<ChangeFeed>()));
        if (reader.Length > 0)
            SignIn(reader);
        await Get<RememberPerson>().HandleAsync(Actor, None);
        return world;
    }

    private sealed class Kept : IDisposable
    {
        public void Dispose()
        {
            // It ends with the test's own services.
        }
    }
}

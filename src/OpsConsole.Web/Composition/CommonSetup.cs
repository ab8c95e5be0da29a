using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Composition;

/// <summary>The clock and the change feed, which every door of the host needs.</summary>
internal static class CommonSetup
{
    public static void TryAddCommon(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChangeFeed>();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Templates;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Core;

public static class CoreServices
{
    /// <summary>
    /// Everything the console can do. The host adds the database (<see cref="Data.DataServices.AddOpsConsoleData"/>) and an <see cref="IRunQueue"/>.
    /// </summary>
    public static IServiceCollection AddOpsConsoleCore(this IServiceCollection services)
    {
        services.AddOpsConsoleAi();
        services.AddUseCases();
        services.TryAddSingleton<RunMonitor>();
        services.TryAddSingleton<ComparisonStore>();
        services.TryAddSingleton<ITemplateRenderer, TemplateRenderer>();
        services.TryAddSingleton<AssertionCompiler>();
        return services;
    }
}

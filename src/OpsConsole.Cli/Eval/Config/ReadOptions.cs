using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Cli.Eval.Config;

/// <summary>What is known of an evaluation beside its configuration.</summary>
/// <param name="Grader">The provider that decides model-graded assertions, as the command line says it.</param>
/// <param name="Configure">Registers types of assertions, for a program that brings its own.</param>
public sealed record ReadOptions(string? Grader = null, Action<IServiceCollection>? Configure = null)
{
    private static readonly AssertionCompiler Plain = new(new TemplateRenderer(), []);

    internal AssertionCompiler Compiler()
    {
        if (Configure is null)
            return Plain;
        var services = new ServiceCollection();
        Configure(services);

        // Kept: what the evaluators were given must live as long as they do.
        return new AssertionCompiler(new TemplateRenderer(), services.BuildServiceProvider().GetServices<CheckType>());
    }
}

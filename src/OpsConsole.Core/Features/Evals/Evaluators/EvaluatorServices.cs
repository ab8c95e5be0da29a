using Microsoft.Extensions.AI.Evaluation;
using Microsoft.Extensions.DependencyInjection;

namespace OpsConsole.Core.Features.Evals.Evaluators;

/// <summary>Makes assertions of evaluators written for Microsoft.Extensions.AI.Evaluation.</summary>
public static class EvaluatorServices
{
    /// <summary>From then on <c>type: name</c> asks the evaluator, in benchmarks, datasets and imports alike. A name that exists already stops the start.</summary>
    public static IServiceCollection AddEvaluatorAssertion(this IServiceCollection services, string name, IEvaluator evaluator, EvaluatorOptions? options = null) =>
        services.AddEvaluatorAssertion(name, _ => evaluator, _ => options ?? new EvaluatorOptions());

    /// <summary>As the other, for an evaluator or options that need services of their own, such as the model that judges.</summary>
    public static IServiceCollection AddEvaluatorAssertion(
        this IServiceCollection services, string name, Func<IServiceProvider, IEvaluator> evaluator, Func<IServiceProvider, EvaluatorOptions>? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.AddSingleton(provider =>
        {
            var (asked, settings) = (evaluator(provider), options?.Invoke(provider) ?? new EvaluatorOptions());
            return new CheckType(name, assertion => EvaluatorCheck.Compile(asked, settings, assertion));
        });
    }
}

/// <summary>How an evaluator is asked and its numbers are read.</summary>
public sealed record EvaluatorOptions
{
    /// <summary>The model that the evaluator may ask; null for evaluators that ask none.</summary>
    public ChatConfiguration? Chat { get; init; }

    /// <summary>The metric that counts; null takes all that the evaluator reports.</summary>
    public string? Metric { get; init; }

    /// <summary>What the evaluator's lowest number is, for a score of 0.</summary>
    public double Minimum { get; init; }

    /// <summary>What its highest number is, for a score of 1; the quality evaluators of the library go from 1 to 5.</summary>
    public double Maximum { get; init; } = 1;
}

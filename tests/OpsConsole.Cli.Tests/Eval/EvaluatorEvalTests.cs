using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Features.Evals.Evaluators;
using Xunit;

namespace OpsConsole.Cli.Tests.Eval;

/// <summary>Evaluators of Microsoft.Extensions.AI.Evaluation in <c>eval</c>: those of a program around the command, and none in the command as it is shipped.</summary>
public sealed class EvaluatorEvalTests : IDisposable
{
    private const string Config = """
        prompts: ["{{ text }}"]
        providers: [echo]
        tests:
          - { vars: { text: two words }, assert: [{ type: brief }] }
          - { vars: { text: four words are more }, assert: [{ type: brief }] }
        """;

    private readonly EvalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluator_OfAProgram_IsATypeOfAssertion()
    {
        _folder.Write("config.yaml", Config);
        await using var output = new StringWriter();
        await using var error = new StringWriter();

        var code = await CommandLineApp.RunAsync(
            ["eval", _folder.PathOf("config.yaml"), "--db", _folder.DatabasePath, "-o", _folder.PathOf("out.json")], output, error, TestContext.Current.CancellationToken,
            services => services.AddEvaluatorAssertion("brief", new BrevityEvaluator()));

        Assert.True(code == 100, error.ToString());
        Assert.Equal([true, false], _folder.Json().GetProperty("results").EnumerateArray().Select(result => result.GetProperty("success").GetBoolean()));
        Assert.Contains("4 words", _folder.Json().GetProperty("results")[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluator_InTheCommandAsShipped_IsRefusedInWordsThatSayWhereItIsKnown()
    {
        var outcome = await _folder.EvalAsync(Config);

        Assert.Equal(1, outcome.Code);
        Assert.Matches(@"line 4, column \d+: unknown assertion type “brief”; evaluators that a console registers are known there, not to this command", outcome.Error);
    }

    private sealed class BrevityEvaluator : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Brief"];

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null,
            IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default)
        {
            var count = modelResponse.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            return new(new EvaluationResult(new BooleanMetric("Brief", count <= 2)
            {
                Interpretation = new EvaluationMetricInterpretation(count <= 2 ? EvaluationRating.Good : EvaluationRating.Poor, count > 2, $"{count} words"),
            }));
        }
    }
}

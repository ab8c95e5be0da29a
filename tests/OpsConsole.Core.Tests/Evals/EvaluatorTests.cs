using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Evaluators;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

public sealed class EvaluatorTests
{
    [Theory]
    [InlineData("Two words", true)]
    [InlineData("three words here", false)]
    public async Task Evaluate_BooleanMetric_DecidesAndSaysWhy(string output, bool pass)
    {
        var result = await EvaluateAsync("brief", new BrevityEvaluator(), null, output, new Assertion { Type = "brief" });

        Assert.Equal((pass, pass ? 1.0 : 0.0, false), (result.Pass, result.Score, result.Fault));
        Assert.Contains("Brief", result.Reason, StringComparison.Ordinal);
        Assert.Contains($"{output.Split(' ').Length} words", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4.0, null, false, true, 0.75)]
    [InlineData(2.0, null, true, false, 0.25)]
    [InlineData(4.0, 0.8, false, false, 0.75)]
    [InlineData(2.0, 0.2, true, true, 0.25)]
    [InlineData(9.0, null, false, true, 1.0)]
    public async Task Evaluate_NumericMetric_IsScaledAndTheThresholdDecidesFirst(double value, double? threshold, bool failed, bool pass, double score)
    {
        var metric = new NumericMetric("Quality", value) { Interpretation = new EvaluationMetricInterpretation(EvaluationRating.Good, failed, "because") };

        var result = await EvaluateAsync("quality", new FixedEvaluator(metric), new EvaluatorOptions { Minimum = 1, Maximum = 5 }, "x", new Assertion { Type = "quality", Threshold = threshold });

        Assert.False(result.Fault, result.Reason);
        Assert.Equal((pass, score), (result.Pass, result.Score));
    }

    public static TheoryData<string, EvaluationMetric> Unusable() => new()
    {
        { "the judge was asleep", WithError(new BooleanMetric("Quality", true)) },
        { "not says", new NumericMetric("Quality", 0.7) },
        { "no value", new NumericMetric("Quality", double.NaN) },
        { "no value", new NumericMetric("Quality", null) },
        { "inconclusive", new NumericMetric("Quality", 0.7) { Interpretation = new EvaluationMetricInterpretation(EvaluationRating.Inconclusive) } },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task Evaluate_MetricThatDecidesNothing_IsAFaultAlsoBehindNot(string words, EvaluationMetric metric)
    {
        var result = await EvaluateAsync("quality", new FixedEvaluator(metric), null, "x", new Assertion { Type = "not-quality" });

        Assert.True(result.Fault);
        Assert.False(result.Pass);
        Assert.Contains(words == "not says" ? "neither the evaluator nor a threshold" : words, result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_EvaluatorThatThrows_IsAFault()
    {
        var result = await EvaluateAsync("quality", new FixedEvaluator(null), null, "x", new Assertion { Type = "quality" });

        Assert.True(result.Fault);
        Assert.Contains("out of order", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_CaseAndMessages_ReachTheEvaluator()
    {
        var evaluator = new FixedEvaluator(new BooleanMetric("Quality", true));
        var context = Check.Output("the answer", "yes") with { Messages = [new("system", "Be brief."), new("user", "Well?")], FinishReason = "stop" };

        await new AssertionCompiler(new MarkRenderer(), [Registered("quality", evaluator, null)]).Compile([Check.Assertion("quality", "like this")], null).Value.EvaluateAsync(context, CancellationToken.None);

        Assert.Equal(["Be brief.", "Well?"], evaluator.Messages.Select(message => message.Text));
        Assert.Equal("the answer", evaluator.Answer?.Text);
        Assert.Equal(("yes", "like this"), (evaluator.Case?.Expected.Single(), evaluator.Case?.Value?.GetString()));
    }

    [Fact]
    public void Register_NameOfABuiltInType_StopsTheStart()
    {
        Assert.Throws<InvalidOperationException>(() => new AssertionCompiler(new MarkRenderer(), [Registered("contains", new BrevityEvaluator(), null)]));
    }

    [Fact]
    public void Compile_UnknownName_IsNotTakenForARegisteredOne()
    {
        var compiler = new AssertionCompiler(new MarkRenderer(), [Registered("brevity", new BrevityEvaluator(), null)]);

        Assert.Contains("did you mean “brevity”", compiler.Compile([Check.Assertion("brevty")], null).Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_RunWithARegisteredEvaluator_JudgesItsCells()
    {
        await using var world = new RunWorld(services => services.AddEvaluatorAssertion("brief", new BrevityEvaluator()));
        await world.SeedAsync(new RunWorld.Setup { Cases = 2, Assertions = AssertionJson.ParseText("- { type: brief, metric: brevity }").Value });
        var run = await world.PlanAsync();

        Assert.Equal(RunState.Completed, await world.ExecuteAsync(run));

        Assert.All(await world.CellsAsync(run), cell => Assert.True(cell.Pass, cell.AssertionsJson));
        Assert.Equal("brevity", Assert.Single((await world.RunAsync(run)).Candidates[0].Summary!.Metrics).Name);
    }

    private static CheckType Registered(string name, IEvaluator evaluator, EvaluatorOptions? options) =>
        new ServiceCollection().AddEvaluatorAssertion(name, evaluator, options).BuildServiceProvider().GetRequiredService<CheckType>();

    private static async Task<AssertionResult> EvaluateAsync(string name, IEvaluator evaluator, EvaluatorOptions? options, string output, Assertion assertion)
    {
        var compiler = new AssertionCompiler(new MarkRenderer(), [Registered(name, evaluator, options)]);
        var verdict = await compiler.Compile([assertion], null).Value.EvaluateAsync(Check.Output(output), TestContext.Current.CancellationToken);
        return Assert.Single(verdict.Results);
    }

    private static BooleanMetric WithError(BooleanMetric metric)
    {
        metric.AddDiagnostics(EvaluationDiagnostic.Error("the judge was asleep"));
        return metric;
    }

    /// <summary>A real evaluator, as small as one can be: an answer is brief when it has at most two words.</summary>
    private sealed class BrevityEvaluator : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Brief"];

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null,
            IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default)
        {
            var count = modelResponse.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            var metric = new BooleanMetric("Brief", count <= 2) { Interpretation = new EvaluationMetricInterpretation(count <= 2 ? EvaluationRating.Good : EvaluationRating.Poor, count > 2, $"{count} words") };
            return new(new EvaluationResult(metric));
        }
    }

    private sealed class FixedEvaluator(EvaluationMetric? metric) : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Quality"];

        public List<ChatMessage> Messages { get; } = [];

        public ChatResponse? Answer { get; private set; }

        public CaseContext? Case { get; private set; }

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages, ChatResponse modelResponse, ChatConfiguration? chatConfiguration = null,
            IEnumerable<EvaluationContext>? additionalContext = null, CancellationToken cancellationToken = default)
        {
            Messages.AddRange(messages);
            (Answer, Case) = (modelResponse, additionalContext?.OfType<CaseContext>().Single());
            return metric is null ? throw new InvalidOperationException("out of order") : new(new EvaluationResult(metric));
        }
    }
}

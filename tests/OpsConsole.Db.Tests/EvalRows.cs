using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Reports.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Db.Tests;

/// <summary>The rows of judges, labels, trials and reports around a <see cref="World"/>: one of every kind, all columns filled.</summary>
internal static class EvalRows
{
    private static readonly DateTime Noon = World.Noon;

    public static IReadOnlyList<object> Of(World world, RunCell cell)
    {
        var queue = new LabelQueue
        {
            Name = "Tone of the größer answers",
            RunId = world.Run.Id,
            Rubric = "5 is what you would send yourself",
            Reviewers = 2,
            Selection = "1 of 1 failures",
            ItemCount = 1,
            State = LabelQueueState.Done,
            IsDemo = true,
            CreatedById = "u-ada",
            CreatedByName = "Ada",
            CreatedAt = Noon,
            EndedAt = Noon.AddHours(1),
        };
        var item = new LabelItem { Queue = queue, Position = 0, Cell = cell };
        var trial = new PlaygroundTrial
        {
            SystemId = world.System.Id,
            PromptVersionId = world.PromptVersion.Id,
            Messages = [new PromptMessage("user", "{{ question }}")],
            VariablesJson = """{"question":"Fire?"}""",
            Blind = true,
            ById = "u-ada",
            ByName = "Ada",
            At = Noon,
            VotedAt = Noon.AddMinutes(1),
            BestPosition = 0,
        };
        var gate = new Gate
        {
            PromptId = world.Prompt.Id,
            Kind = GateKind.Baseline,
            Number = 2,
            BenchmarkId = world.Benchmark.Id,
            Rules = [new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.88)],
            ChangeNote = "second",
            CreatedById = "u-ada",
            CreatedByName = "Ada",
            CreatedAt = Noon,
        };
        return
        [
            queue, item, trial, gate,
            new Label { Item = item, Slot = 0, ById = "u-ada", ByName = "Ada", ReservedUntil = Noon.AddMinutes(10), GivenAt = Noon, Pass = true, Rating = 4, Comment = "fine" },
            new PlaygroundAnswer
            {
                Trial = trial, Position = 0, ModelId = world.Model.Id, Parameters = new ModelParameters { Temperature = 0.2 }, State = PlaygroundAnswerState.Stopped, Text = "Hello 🌍", ErrorMessage = "cut off",
                ModelReturned = "echo-1", TimeToFirstTokenMs = 12.5, LatencyMs = 80.25, InputTokens = 3, OutputTokens = 4, Cost = Money.FromDollars(0.01m),
            },
            new Judge
            {
                Key = $"judge-{Guid.NewGuid():N}", Number = 1, Name = "Tone", AssertionType = "llm-rubric", PromptVersionId = world.PromptVersion.Id, ModelId = world.Model.Id,
                Parameters = new ModelParameters { Temperature = 0 }, KappaFloor = 0.6, IsDemo = true, CreatedById = "u-ada", CreatedByName = "Ada", CreatedAt = Noon, RetiredAt = Noon.AddDays(1),
            },
            new SavedReport { Kind = ReportKind.Routing, Title = "Route to v2", SystemId = world.System.Id, Href = "/compare?runs=1", ContentJson = "{}", ById = "u-ada", ByName = "Ada", At = Noon },
            new GateOutcome
            {
                RunId = world.Run.Id, Gate = gate, PromptVersionId = world.PromptVersion.Id, Verdict = GateVerdict.Inconclusive,
                Rules = [new RuleResult(gate.Rules[0], "Pass rate at least 88 %", 0.875, 0.81, 0.93, 240, GateVerdict.Inconclusive, "the interval spans the limit")], At = Noon,
            },
        ];
    }
}

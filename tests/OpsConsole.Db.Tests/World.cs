using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Db.Tests;

/// <summary>One row of every kind, all columns filled, under keys that no other world has.</summary>
internal sealed class World
{
    public static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, 123, DateTimeKind.Utc);

    private static readonly Assertion[] Checks =
    [
        new() { Type = "icontains", Value = JsonSerializer.SerializeToElement("größer: {{ question }}"), Weight = 2, Metric = "policy" },
    ];

    private World(string suffix)
    {
        System = new AiSystem
        {
            Key = $"system-{suffix}",
            Name = "Straße & 東京",
            Purpose = "Answers",
            Owner = "Ada",
            TechnicalOwner = "Bob",
            Audience = Audience.Customer,
            Data = DataSensitivity.Personal,
            Autonomy = Autonomy.Suggests,
            Effect = DecisionEffect.Material,
            Regulatory = RegulatoryClass.Transparency,
            DataClasses = "contact",
            Regions = "EU",
            SloP95Ms = 1500,
            SloErrorRate = 0.01,
            MonthlyBudget = Money.FromDollars(1200.123456789m),
            Critical = true,
            State = SystemState.Live,
            IsDemo = true,
            CreatedAt = Noon,
            CreatedBy = "u-ada",
        };
        Prompt = new Prompt { System = System, Key = $"prompt-{suffix}", Name = "Answer", LatestNumber = 1, CreatedAt = Noon, CreatedBy = "u-ada" };
        PromptVersion = new PromptVersion
        {
            Prompt = Prompt,
            Number = 1,
            Messages = [new PromptMessage("user", "{{ question }} \"quoted\" \u2028")],
            Variables = [new PromptVariable("question", PromptVariableType.Text, Required: true, Sample: null)],
            ContentHash = new string('a', 64),
            ChangeNote = "First",
            AuthorId = "u-ada",
            AuthorName = "Ada",
            CreatedAt = Noon,
        };
        Dataset = new Dataset { System = System, Key = $"dataset-{suffix}", Name = "Golden", Kind = DatasetKind.Golden, LatestNumber = 1, VariablesSchema = """{"type":"object"}""", FrozenAt = Noon, FrozenBy = "Ada", FrozenReason = "audit", CreatedAt = Noon, CreatedBy = "u-ada" };
        DatasetVersion = new DatasetVersion
        {
            Dataset = Dataset,
            Number = 1,
            CaseCount = 1,
            ContentHash = new string('b', 64),
            Variables = ["question"],
            ChangeNote = "First",
            CreatedBy = "u-ada",
            CreatedAt = Noon,
        };
        Case = NewCase(0, "C-7");
        Provider = new Provider
        {
            Key = $"provider-{suffix}",
            Name = "Echo",
            Kind = ProviderKind.Echo,
            BaseUrl = "http://localhost:1/v1",
            SecretRef = "env:KEY",
            Region = "EU",
            Agreement = AgreementState.Signed,
            Retention = "none",
            AllowedDataClasses = "all",
            RequestsPerMinute = 60,
            TokensPerMinute = 1000,
            TestedAt = Noon,
            TestOk = true,
            TestMessage = "answered",
            CreatedAt = Noon,
            CreatedBy = "u-ada",
        };
        Model = new ProviderModel { Provider = Provider, Key = "echo", Name = "Echo", ContextWindow = 8192 };
        Price = new ModelPrice
        {
            Model = Model,
            ValidFrom = new DateOnly(2026, 1, 1),
            Input = Money.FromDollars(0.15m),
            CachedInput = Money.FromDollars(0.075m),
            Output = Money.FromDollars(0.6m),
            Reasoning = Money.FromDollars(0.6m),
            Tiers = [new PriceTier(200_000, Money.FromDollars(0.3m), null, Money.FromDollars(1.2m))],
            Source = "price list",
            CheckedOn = new DateOnly(2026, 11, 1),
        };
        Benchmark = new Benchmark
        {
            System = System,
            Key = $"benchmark-{suffix}",
            Name = "Nightly",
            Purpose = "Compare",
            Dataset = Dataset,
            Repeats = 2,
            Assertions = Checks,
            Threshold = 0.5,
            SpendCap = Money.FromDollars(5),
            UseCache = true,
            Cron = "0 2 * * *",
            TimeZone = "Europe/Berlin",
            MissedRuns = MissedRunPolicy.RunOnce,
            CreatedAt = Noon,
            CreatedBy = "u-ada",
        };
        Candidate = new BenchmarkCandidate
        {
            Benchmark = Benchmark,
            Position = 0,
            Name = "v1 on echo",
            PromptVersion = PromptVersion,
            Model = Model,
            Parameters = new ModelParameters { Temperature = 0.2, Seed = long.MaxValue, Stop = ["\n"] },
            IsBaseline = true,
        };
        Run = NewRun();
        RunCandidate = new RunCandidate
        {
            Run = Run,
            Name = Candidate.Name,
            IsBaseline = true,
            PromptVersion = PromptVersion,
            PromptKey = Prompt.Key,
            PromptNumber = 1,
            PromptHash = PromptVersion.ContentHash,
            Model = Model,
            ProviderKey = Provider.Key,
            ProviderKind = ProviderKind.Echo,
            ModelKey = Model.Key,
            Parameters = Candidate.Parameters,
            DoneCells = 1,
            PassedCells = 1,
            ScoreSum = 0.1 + 0.2,
            Cost = Money.FromDollars(0.000000001m),
            InputTokens = 5_000_000_000,
            OutputTokens = 7,
            Summary = new CandidateSummary(1, 0, new Estimate(1, 0.2065, 1), null, 12.5, 30, 0.25m, [new MetricSummary("policy", 0.75, 1)], null),
        };
        Response = new CachedResponse
        {
            Key = suffix + suffix,
            Text = "Hello 🌍",
            FinishReason = "stop",
            ModelReturned = "echo-1",
            ToolCallsJson = "[]",
            MeanLogProb = -0.25,
            InputTokens = 3,
            OutputTokens = 4,
            LatencyMs = 0.25,
            Cost = Money.FromDollars(0.01m),
            CreatedAt = Noon,
        };
    }

    public AiSystem System { get; }

    public Prompt Prompt { get; }

    public PromptVersion PromptVersion { get; }

    public Dataset Dataset { get; }

    public DatasetVersion DatasetVersion { get; }

    public DatasetCase Case { get; }

    public Provider Provider { get; }

    public ProviderModel Model { get; }

    public ModelPrice Price { get; }

    public Benchmark Benchmark { get; }

    public BenchmarkCandidate Candidate { get; }

    public Run Run { get; }

    public RunCandidate RunCandidate { get; }

    public CachedResponse Response { get; }

    public static async Task<World> StoreAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        var world = new World(Guid.NewGuid().ToString("N"));
        context.AddRange(
            world.System, world.Prompt, world.PromptVersion, world.Dataset, world.DatasetVersion, world.Case, world.Provider, world.Model,
            world.Price, world.Benchmark, world.Candidate, world.Run, world.RunCandidate, world.Response);
        await context.SaveChangesAsync(cancellationToken);
        var cell = world.NewCell(repeat: 0);
        context.AddRange([cell, world.NewRunCase(), .. GovernedRows.Of(world), .. EvalRows.Of(world, cell)]);
        await context.SaveChangesAsync(cancellationToken);
        return world;
    }

    public DatasetCase NewCase(int position, string key) => new()
    {
        DatasetVersion = DatasetVersion,
        Position = position,
        Key = key,
        Title = "What is covered?",
        VariablesJson = """{"question":"What is covered?"}""",
        Expected = ["Fire"],
        Tags = ["cover", "größe"],
        Assertions = Checks,
        Split = "test",
        Origin = new CaseOrigin(CaseOriginKind.Feedback, "f-1", "/feedback"),
        Threshold = 0.5,
    };

    /// <summary>A finished run, unless it is given the mark of an unfinished one.</summary>
    public Run NewRun(int? activeBenchmarkId = null, string? idempotencyKey = null) => new()
    {
        Benchmark = Benchmark,
        ActiveBenchmarkId = activeBenchmarkId,
        System = System,
        BenchmarkKey = Benchmark.Key,
        BenchmarkName = Benchmark.Name,
        State = activeBenchmarkId is null ? RunState.Completed : RunState.Queued,
        StateReason = "why",
        Trigger = RunTrigger.Api,
        StartedById = "u-ada",
        StartedByName = "Ada",
        IdempotencyKey = idempotencyKey,
        DatasetVersion = DatasetVersion,
        DatasetKey = Dataset.Key,
        DatasetVersionNumber = 1,
        CaseCount = 1,
        Repeats = 2,
        TotalCells = 2,
        DoneCells = 2,
        Assertions = Checks,
        Threshold = 0.5,
        SpendCap = Money.FromDollars(5),
        Cost = Money.FromDollars(0.25m),
        Concurrency = 4,
        CodeVersion = "0.1.0",
        QueuedAt = Noon,
        StartedAt = Noon.AddSeconds(1),
        CompletedAt = Noon.AddSeconds(2),
        CancelRequestedAt = Noon,
        CancelRequestedBy = "Ada",
        LeaseOwner = "host-1",
        LeaseUntil = Noon.AddMinutes(1),
        Attempt = 1,
        Selection = "1 flip",
    };

    public RunCell NewCell(int repeat) => new()
    {
        RunId = Run.Id,
        CandidateId = RunCandidate.Id,
        CaseId = Case.Id,
        Repeat = repeat,
        State = CellState.Done,
        Pass = true,
        Score = 1d / 3,
        LatencyMs = 12.345678,
        Cost = Money.FromDollars(0.000123456m),
        InputTokens = 3,
        OutputTokens = 4,
        Attempts = 2,
        Cached = true,
        CompletedAt = Noon.AddTicks(10),
        ErrorCode = "server",
        ErrorMessage = "500",
        FinishReason = "stop",
        ModelReturned = "echo-1",
        Output = "line 1\r\nline 2\t🌍",
        ToolCallsJson = "[]",
        MeanLogProb = -0.25,
        JudgeCost = Money.FromDollars(0.000000002m),
        AssertionsJson = "[]",
    };

    private RunCase NewRunCase() => new()
    {
        RunId = Run.Id,
        Position = 0,
        CaseId = Case.Id,
        CaseKey = Case.Key,
        Title = Case.Title,
        Tags = Case.Tags,
        AnyFailure = true,
        Unstable = true,
        Cells = [new CaseCell(CaseOutcome.Unstable, 0.5, 1, 2)],
    };
}

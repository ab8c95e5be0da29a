using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Demo;

/// <summary>The file <c>workspace.yaml</c> as it is written; <c>db/seed/README.md</c> tells the rules.</summary>
internal sealed record DemoWorkspace(
    IReadOnlyList<DemoSystem> Systems, IReadOnlyList<DemoPrompt> Prompts, IReadOnlyList<DemoDataset> Datasets, IReadOnlyList<DemoBenchmark> Benchmarks,
    IReadOnlyList<DemoGate>? Gates, IReadOnlyList<DemoPerson>? People, IReadOnlyList<DemoRelease>? Releases,
    IReadOnlyList<DemoHistoryStep>? History = null, IReadOnlyList<DemoJudge>? Judges = null, IReadOnlyList<DemoReview>? Reviews = null)
{
    public static Result<DemoWorkspace> Read(TextReader text)
    {
        var document = YamlReader.Read(text);
        if (!document.IsOk)
            return document.Error;
        var json = document.Value is { } root ? YamlJson.ToJson(root) : Error.Invalid("demo.empty", "The workspace file is empty.");
        if (!json.IsOk)
            return json.Error;
        return json.Value.Deserialize<DemoWorkspace>(JsonColumn.Options) is { Systems: not null, Prompts: not null, Datasets: not null, Benchmarks: not null } read
            ? read
            : Error.Invalid("demo.incomplete", "The workspace file needs systems, prompts, datasets and benchmarks.");
    }
}

internal sealed record DemoPerson(string Id, string Name, IReadOnlyList<Role> Roles)
{
    public Actor Actor => Actor.Person(Id, Name, Roles);
}

/// <summary>One release of the story, by the ids of its people.</summary>
/// <param name="Exception">From every rule of its gate that does not pass.</param>
/// <param name="Live">Who puts it live; null leaves it waiting.</param>
internal sealed record DemoRelease(
    string Prompt, int Version, string Requester, string Note, DemoException? Exception, IReadOnlyList<DemoApproval> Approvals, string? Live);

internal sealed record DemoException(GateKind Kind, string Requester, string Decider, int Days, string Reason, string Controls, string Comment);

internal sealed record DemoApproval(string By, Role Role, string Comment);

internal sealed record DemoSystem(
    string Key, string Name, string Purpose, string Owner, string TechnicalOwner, Audience Audience, DataSensitivity Data, Autonomy Autonomy,
    DecisionEffect DecisionEffect, RegulatoryClass RegulatoryClass, string Regions, string DataClasses, int? SloP95Ms, double? SloErrorRate,
    decimal? MonthlyBudgetUsd, bool Critical, SystemState State)
{
    public SystemFacts Facts => new()
    {
        Name = Name,
        Purpose = Purpose,
        Owner = Owner,
        TechnicalOwner = TechnicalOwner,
        Audience = Audience,
        Data = Data,
        Autonomy = Autonomy,
        Effect = DecisionEffect,
        Regulatory = RegulatoryClass,
        Regions = Regions,
        DataClasses = DataClasses,
        SloP95Ms = SloP95Ms,
        SloErrorRate = SloErrorRate,
        MonthlyBudget = MonthlyBudgetUsd is { } dollars ? Money.FromDollars(dollars) : null,
        Critical = Critical,
        State = State,
    };
}

internal sealed record DemoPrompt(string Key, string System, string Name, IReadOnlyList<DemoPromptVersion> Versions);

internal sealed record DemoPromptVersion(string Author, string ChangeNote, IReadOnlyList<PromptVariable> Variables, IReadOnlyList<PromptMessage> Messages);

internal sealed record DemoDataset(string Key, string System, string Name, DatasetKind Kind, string File, string Note);

internal sealed record DemoCandidate(string Name, string Prompt, int Version, string Provider, string Model, ModelParameters? Parameters);

internal sealed record DemoSchedule(string Cron, string? TimeZone, MissedRunPolicy MissedRuns);

internal sealed record DemoBenchmark(
    string Key, string System, string Name, string? Purpose, string Dataset, bool RunAtFirstStart, int Repeats, int Concurrency, decimal? SpendCapUsd,
    string Baseline, IReadOnlyList<DemoCandidate> Candidates, JsonElement Assert, double? Threshold, DemoSchedule? Schedule)
{
    public Result<BenchmarkDraft> Draft()
    {
        var assertions = AssertionJson.Parse(Assert);
        if (!assertions.IsOk)
            return assertions.Error;
        return new BenchmarkDraft
        {
            Name = Name,
            Purpose = Purpose ?? "",
            DatasetKey = Dataset,
            Repeats = Repeats,
            Concurrency = Concurrency,
            SpendCap = SpendCapUsd is { } dollars ? Money.FromDollars(dollars) : null,
            Assertions = assertions.Value,
            Threshold = Threshold,
            Cron = Schedule?.Cron,
            TimeZone = Schedule?.TimeZone,
            MissedRuns = Schedule?.MissedRuns ?? MissedRunPolicy.Skip,
            Candidates = [.. Candidates.Select(candidate => new CandidateDraft(
                candidate.Name, candidate.Prompt, candidate.Version, candidate.Provider, candidate.Model,
                candidate.Parameters ?? ModelParameters.Default, candidate.Name == Baseline))],
        };
    }
}

internal sealed record DemoJudge(string Key, string System, string Name, string Type, string Provider, string Model, double Floor)
{
    public JudgeDraft Draft => new() { Name = Name, AssertionType = Type, SystemKey = System, ProviderKey = Provider, ModelKey = Model, KappaFloor = Floor };
}

/// <summary>Results of the benchmark's first run that people look at.</summary>
/// <param name="By">Id of the person who asks for it.</param>
/// <param name="Labels">File with the labels that were given to them; null leaves them to whoever signs in.</param>
internal sealed record DemoReview(string Name, string Benchmark, string By, string Rubric, int Reviewers, LabelFilter Filter, string? Candidate, int Sample, int Seed, string? Labels);

/// <summary>What a person said of one answer, bound to the answer that was read.</summary>
internal sealed record DemoLabel(string Case, string Candidate, string By, bool? Pass, int? Rating, string? Comment, string Output);

/// <summary>So many runs of a benchmark, after its candidates became these; null leaves them as they are.</summary>
internal sealed record DemoHistoryStep(string Benchmark, int Runs, IReadOnlyList<DemoCandidate>? Candidates, string? Baseline);

internal sealed record DemoGate(string Prompt, GateKind Kind, string Benchmark, string Note, IReadOnlyList<GateRule> Rules);

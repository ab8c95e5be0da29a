using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Releases.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Gates;

public sealed class ExceptionsInForceTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);
    private static readonly GateRule Rule = new(GateMeasure.PassRate, GateComparison.AtLeast, 0.8);

    [Fact]
    public void For_AnApprovedException_OverridesItsRuleAndTurnsNothingGreen()
    {
        var evidence = Of(("a", GateVerdict.Pass), ("b", GateVerdict.Inconclusive));

        var exceptions = For(evidence, Exception("b"));

        Assert.Equal("EXC-0001", exceptions.Over(evidence, evidence.Rules[1])?.Key);
        Assert.Null(exceptions.Over(evidence, evidence.Rules[0]));
        Assert.True(exceptions.IsExcepted(evidence));
        Assert.True(exceptions.Admits(evidence));
        Assert.Equal(GateVerdict.Inconclusive, evidence.Verdict);
    }

    [Fact]
    public void IsExcepted_OneRuleOfTwoStandsAsItIs_IsFalse()
    {
        var evidence = Of(("a", GateVerdict.Fail), ("b", GateVerdict.Inconclusive));

        Assert.False(For(evidence, Exception("b")).Admits(evidence));
    }

    [Fact]
    public void IsExcepted_WhereEverythingPasses_IsFalseAndAdmitted()
    {
        var evidence = Of(("a", GateVerdict.Pass));

        Assert.False(For(evidence, Exception("a")).IsExcepted(evidence));
        Assert.True(ExceptionsInForce.None.Admits(evidence));
    }

    public static TheoryData<GateException> Others =>
    [
        Exception("b", promptId: 2),
        Exception("b", version: 6),
        Exception("b", hash: "other"),
        Exception("b", kind: GateKind.Safety),
        Exception("c"),
        Exception("b", until: Now),
        Exception("b", state: GateExceptionState.InReview),
        Exception("b", state: GateExceptionState.Closed),
        Exception("b", state: GateExceptionState.Rejected),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public void For_AnExceptionFromAnythingElse_OverridesNothing(GateException other)
    {
        var evidence = Of(("b", GateVerdict.Fail));

        Assert.Null(For(evidence, other).Over(evidence, evidence.Rules[0]));
        Assert.Empty(For(evidence, other).All);
    }

    [Fact]
    public void For_AnExtensionBesideWhatItExtends_TakesTheOneThatEndsLast()
    {
        var evidence = Of(("b", GateVerdict.Fail));

        Assert.Equal(2, For(evidence, Exception("b"), Exception("b", id: 2, until: Now.AddDays(9))).Over(evidence, evidence.Rules[0])?.Id);
    }

    private static ExceptionsInForce For(Evidence evidence, params GateException[] exceptions) => ExceptionsInForce.For(1, 7, [evidence], exceptions, Now);

    private static Evidence Of(params (string Words, GateVerdict Verdict)[] rules)
    {
        var results = rules.Select(rule => new RuleResult(Rule, rule.Words, 0.5, 0.4, 0.6, 40, rule.Verdict, "why")).ToList();
        return new Evidence(GateKind.Baseline, 1, 1, 1, "b", 1, Now, "u", "U", 1, "d", 1, "hash", "v7", "m", null, GateRules.Overall(results), results);
    }

    private static GateException Exception(
        string rule, int id = 1, int promptId = 1, int version = 7, string hash = "hash", GateKind kind = GateKind.Baseline, DateTime? until = null,
        GateExceptionState state = GateExceptionState.Approved) => new()
        {
            Id = id,
            PromptId = promptId,
            VersionNumber = version,
            ContentHash = hash,
            GateKind = kind,
            RuleWords = rule,
            Reason = "r",
            CompensatingControls = "c",
            ValidUntil = until ?? Now.AddDays(1),
            State = state,
            RequestedById = "u",
            RequestedByName = "U",
        };
}

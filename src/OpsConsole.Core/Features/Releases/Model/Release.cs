using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>
/// The move of a label to a version, with its evidence: asked for, decided on, rolled out, ended. Its methods are the only moves there are;
/// each refuses what its state does not allow.
/// </summary>
public sealed class Release : IRevisioned
{
    private readonly List<Decision> _decisions = [];

    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    public int VersionId { get; init; }

    public PromptVersion? Version { get; init; }

    /// <summary>The label it moves.</summary>
    public required string Label { get; init; }

    public ReleaseKind Kind { get; init; }

    public ReleaseState State { get; private set; }

    /// <summary>The content that is asked for, decided on and served.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Number of the version that the evidence compares with, live when it was bound; null where the label was free.</summary>
    public int? LiveNumber { get; private set; }

    /// <summary>The tier it was asked under, 1..4.</summary>
    public int Tier { get; init; }

    /// <summary>Whether the system handled personal data when it was asked.</summary>
    public bool PersonalData { get; init; }

    /// <summary>The edition of the policy it was asked under; tighter editions since count as well.</summary>
    public int PolicyNumber { get; init; }

    public string Note { get; init; } = "";

    public required string RequestedById { get; init; }

    public required string RequestedByName { get; init; }

    public ActorKind RequestedByKind { get; init; }

    public DateTime RequestedAt { get; init; }

    /// <summary>No decision by then is no approval: the request expires.</summary>
    public DateTime DecideBy { get; private set; }

    /// <summary>1 at first; each renewal of the evidence opens the next.</summary>
    public int Round { get; private set; } = 1;

    public IReadOnlyList<Evidence> Evidence { get; private set; } = [];

    public ReleaseFigures? Figures { get; private set; }

    /// <summary>Why the evidence no longer stands; decisions are closed until it is renewed. Null while it stands.</summary>
    public string? StaleReason { get; private set; }

    /// <summary>Of all rounds; those of the current one count.</summary>
    public IReadOnlyCollection<Decision> Decisions => _decisions;

    public DateTime? ApprovedAt { get; private set; }

    /// <summary>An approval that is not used by then ends.</summary>
    public DateTime? ApprovalEndsAt { get; private set; }

    /// <summary>Share of subjects while rolling, 1..99; null otherwise.</summary>
    public int? Percent { get; private set; }

    public DateTime? RollingSince { get; private set; }

    /// <summary>Held: no step up until somebody resumes.</summary>
    public bool Held { get; private set; }

    public Guardrails Guardrails { get; private set; } = Guardrails.Default;

    /// <summary>As last measured, or the figures that rolled it back.</summary>
    public IReadOnlyList<GuardrailFigure> GuardrailFigures { get; private set; } = [];

    public DateTime? GuardrailsAt { get; private set; }

    public DateTime? LiveAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Why it ended, in words.</summary>
    public string? EndReason { get; private set; }

    public BreakGlass? BreakGlass { get; private set; }

    /// <summary>When people were last reminded.</summary>
    public DateTime? RemindedAt { get; private set; }

    public int Revision { get; set; }

    public string Key => KeyOf(Id);

    public bool IsOpen => State is ReleaseState.Requested or ReleaseState.Approved or ReleaseState.Rolling;

    /// <summary>The current round, oldest first.</summary>
    public IEnumerable<Decision> CurrentDecisions => _decisions.Where(decision => decision.Round == Round).OrderBy(decision => decision.At);

    public static string KeyOf(int id) => $"REL-{id:0000}";

    public static int? ParseKey(string key) =>
        key.StartsWith("REL-", StringComparison.OrdinalIgnoreCase) && int.TryParse(key.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    /// <summary>Binds the request to what it is decided on.</summary>
    public Result Bind(IReadOnlyList<Evidence> evidence, ReleaseFigures? figures, int? liveNumber, DateTime decideBy)
    {
        if (State != ReleaseState.Requested)
            return ReleaseErrors.NotIn(this, ReleaseState.Requested, "bind evidence to");
        (Evidence, Figures, LiveNumber, DecideBy) = (evidence, figures, liveNumber, decideBy);
        return Result.Ok;
    }

    /// <summary>New evidence: the decisions of the round before are void, a new round begins.</summary>
    public Result Renew(IReadOnlyList<Evidence> evidence, ReleaseFigures? figures, int? liveNumber, DateTime decideBy)
    {
        if (Bind(evidence, figures, liveNumber, decideBy) is { IsOk: false } refused)
            return refused;
        Round++;
        StaleReason = null;
        return Result.Ok;
    }

    /// <summary>Something that the request is bound to has changed: what was decided is void until the evidence is renewed.</summary>
    public Result MarkStale(string reason)
    {
        if (State != ReleaseState.Requested)
            return ReleaseErrors.NotIn(this, ReleaseState.Requested, "mark");
        StaleReason ??= reason;
        return Result.Ok;
    }

    /// <summary>Adds a decision that was found permitted; the caller has checked who and in which role.</summary>
    public Result Decide(Decision decision)
    {
        if (State != ReleaseState.Requested)
            return ReleaseErrors.NotIn(this, ReleaseState.Requested, "decide on");
        if (StaleReason is not null)
            return ReleaseErrors.Stale(this);
        if (decision.ContentHash != ContentHash)
            return ReleaseErrors.OtherContent(this);
        if (CurrentDecisions.FirstOrDefault(earlier => earlier.ById == decision.ById) is { } own)
            return ReleaseErrors.DecidedAlready(own);
        if (CurrentDecisions.FirstOrDefault(earlier => earlier.Role == decision.Role) is { } taken)
            return ReleaseErrors.RoleTaken(taken);
        _decisions.Add(decision);
        return Result.Ok;
    }

    /// <summary>Every approval that the policy asks for is there.</summary>
    public Result Approve(DateTime now, DateTime endsAt)
    {
        if (State != ReleaseState.Requested)
            return ReleaseErrors.NotIn(this, ReleaseState.Requested, "approve");
        (State, ApprovedAt, ApprovalEndsAt) = (ReleaseState.Approved, now, endsAt);
        return Result.Ok;
    }

    public Result Refuse(DateTime now, string reason) =>
        State == ReleaseState.Requested ? End(ReleaseState.Refused, now, reason) : ReleaseErrors.NotIn(this, ReleaseState.Requested, "refuse");

    /// <summary>Ends what was asked for or approved, and is not live yet.</summary>
    public Result Fail(DateTime now, string reason) =>
        State is ReleaseState.Requested or ReleaseState.Approved ? End(ReleaseState.Failed, now, reason) : ReleaseErrors.NotIn(this, ReleaseState.Approved, "end");

    public Result StartCanary(int percent, Guardrails guardrails, DateTime now)
    {
        if (State != ReleaseState.Approved)
            return ReleaseErrors.NotIn(this, ReleaseState.Approved, "start the canary of");
        if (percent is < 1 or > 99)
            return ReleaseErrors.Percent(percent);
        (State, Percent, RollingSince, Guardrails) = (ReleaseState.Rolling, percent, now, guardrails);
        return Result.Ok;
    }

    /// <summary>Up or down; a step up is refused while the canary is held.</summary>
    public Result SetPercent(int percent)
    {
        if (State != ReleaseState.Rolling)
            return ReleaseErrors.NotIn(this, ReleaseState.Rolling, "change the share of");
        if (percent is < 1 or > 99)
            return ReleaseErrors.Percent(percent);
        if (Held && percent > Percent)
            return ReleaseErrors.Held(this);
        Percent = percent;
        return Result.Ok;
    }

    public Result Hold(bool held)
    {
        if (State != ReleaseState.Rolling)
            return ReleaseErrors.NotIn(this, ReleaseState.Rolling, "hold");
        Held = held;
        return Result.Ok;
    }

    /// <summary>All subjects. The caller has checked what the policy asks before.</summary>
    public Result GoLive(DateTime now)
    {
        if (State is not (ReleaseState.Approved or ReleaseState.Rolling))
            return ReleaseErrors.NotIn(this, ReleaseState.Approved, "put live");
        if (Held)
            return ReleaseErrors.Held(this);
        (State, LiveAt, Percent) = (ReleaseState.Live, now, null);
        return Result.Ok;
    }

    /// <summary>Live at once, for the kinds that need no approval.</summary>
    public Result GoLiveUnreviewed(DateTime now, BreakGlass? breakGlass = null)
    {
        if (Kind == ReleaseKind.Reviewed || State != ReleaseState.Requested || (Kind == ReleaseKind.BreakGlass) != (breakGlass is not null))
            return ReleaseErrors.NotIn(this, ReleaseState.Approved, "put live");
        (State, LiveAt, BreakGlass) = (ReleaseState.Live, now, breakGlass);
        return Result.Ok;
    }

    public Result Supersede(DateTime now, string reason) =>
        State == ReleaseState.Live ? End(ReleaseState.Superseded, now, reason) : ReleaseErrors.NotIn(this, ReleaseState.Live, "supersede");

    public Result RollBack(DateTime now, string reason)
    {
        if (State is not (ReleaseState.Rolling or ReleaseState.Live))
            return ReleaseErrors.NotIn(this, ReleaseState.Live, "roll back");
        return End(ReleaseState.RolledBack, now, reason);
    }

    public void Measured(IReadOnlyList<GuardrailFigure> figures, DateTime now) => (GuardrailFigures, GuardrailsAt) = (figures, now);

    public void Reminded(DateTime now) => RemindedAt = now;

    public Result ConfirmBreakGlass(string id, string name, DateTime now)
    {
        if (BreakGlass is not { SecondById: null } open || State != ReleaseState.Live)
            return ReleaseErrors.NothingToConfirm(this);
        if (id == RequestedById)
            return ReleaseErrors.SecondPerson(this);
        BreakGlass = open with { SecondById = id, SecondByName = name, SecondAt = now };
        return Result.Ok;
    }

    public Result ReviewBreakGlass(string id, string name, string review, DateTime now)
    {
        if (BreakGlass is not { ReviewedById: null } open)
            return ReleaseErrors.NothingToConfirm(this);
        if (id == RequestedById)
            return ReleaseErrors.SecondPerson(this);
        BreakGlass = open with { ReviewedById = id, ReviewedByName = name, ReviewedAt = now, Review = review };
        return Result.Ok;
    }

    private Result End(ReleaseState state, DateTime now, string reason)
    {
        (State, EndedAt, EndReason, Percent) = (state, now, reason.Length > 2000 ? reason[..2000] : reason, null);
        return Result.Ok;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Release>
    {
        public void Configure(EntityTypeBuilder<Release> builder)
        {
            builder.ToTable("Releases");
            builder.HasIndex(row => new { row.PromptId, row.Label, row.Id });
            builder.HasIndex(row => row.State);
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.HasOne(row => row.Version).WithMany().HasForeignKey(row => row.VersionId);
            builder.Navigation(row => row.Decisions).HasField("_decisions").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.Property(row => row.Label).Key();
            builder.Property(row => row.ContentHash).HasMaxLength(64);
            builder.Property(row => row.Note).HasMaxLength(4000);
            builder.Property(row => row.RequestedById).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.RequestedByName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Evidence).Json();
            builder.Property(row => row.Figures).Json();
            builder.Property(row => row.Guardrails).Json();
            builder.Property(row => row.GuardrailFigures).Json();
            builder.Property(row => row.BreakGlass).Json();
            builder.Property(row => row.StaleReason).HasMaxLength(2000);
            builder.Property(row => row.EndReason).HasMaxLength(2000);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Key);
            builder.Ignore(row => row.IsOpen);
            builder.Ignore(row => row.CurrentDecisions);
        }
    }
}

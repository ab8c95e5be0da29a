using System.Security.Cryptography;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Core.Features.Usage.Model;

namespace OpsConsole.Db.Tests;

/// <summary>The rows of reviews and releases around a <see cref="World"/>: one of every kind, all columns filled.</summary>
internal static class GovernedRows
{
    private static readonly DateTime Noon = World.Noon;
    private static readonly Actor Ada = Actor.Person("u-ada", "Ada", [Role.ProductManager]);

    public static IReadOnlyList<object> Of(World world)
    {
        var unique = Guid.NewGuid().ToString("N");
        var version = new PromptVersion
        {
            PromptId = world.Prompt.Id,
            Number = 900,
            Messages = world.PromptVersion.Messages,
            Variables = world.PromptVersion.Variables,
            Model = new ModelChoice("openai", "gpt-4.1-mini", new ModelParameters { Temperature = 0.2 }),
            ResponseFormat = """{"type":"object"}""",
            Tools = [new PromptTool("lookup", "Finds a clause", """{"type":"object"}""")],
            ContentHash = new string('c', 64),
            AuthorId = "u-bob",
            AuthorName = "Bob",
            CreatedAt = Noon,
        };
        version.Edit(version.Content, "Shorter", Ada, Noon);
        version.Submit([new PromptInclude("shared/tone", "production", 3, new string('d', 64))], Noon.AddMinutes(1));
        version.Approve(Noon.AddMinutes(2), Noon.AddDays(7));
        version.MarkStale("The dataset has changed.");

        var webhook = new Webhook { Name = "Chat", Url = "https://hooks.example/x", SecretRef = "env:HOOK", Events = ["release.live"], Enabled = true, ScannedUntil = Noon, CreatedAt = Noon, CreatedBy = "Ada" };
        var release = ReleaseOf(world, version);
        return
        [
            version, webhook, release,
            new ReleaseComment { Release = release, Text = "Which cases flipped?", ById = "u-ada", ByName = "Ada", At = Noon },
            new LabelMove { PromptId = world.Prompt.Id, Label = "staging", FromNumber = 1, ToNumber = 2, CanaryNumber = 3, CanaryPercent = 5, ReleaseId = 1, Why = "try", ById = "u-ada", ByName = "Ada", At = Noon },
            new PromptLabel { PromptId = world.Prompt.Id, Name = "staging", VersionId = world.PromptVersion.Id, CanaryVersion = version, CanaryPercent = 5, ReleaseId = 1, CanaryReleaseId = 2, MovedAt = Noon },
            new Gate
            {
                PromptId = world.Prompt.Id, Kind = GateKind.Baseline, Number = 1, BenchmarkId = world.Benchmark.Id, Rules = [new GateRule(GateMeasure.PassRate, GateComparison.AtLeast, 0.88)],
                ChangeNote = "first", CreatedById = "u-ada", CreatedByName = "Ada", CreatedAt = Noon,
            },
            new GateException
            {
                PromptId = world.Prompt.Id, VersionNumber = 900, ContentHash = new string('c', 64), GateKind = GateKind.Safety, RuleWords = "Refusals not worse by 3 points", Reason = "too few cases",
                CompensatingControls = "canary at 5 %", ValidUntil = Noon.AddDays(14), State = GateExceptionState.Approved, RequestedById = "u-bob", RequestedByName = "Bob", RequestedAt = Noon,
                DecidedById = "u-ada", DecidedByName = "Ada", DecidedAs = "Security", DecidedAt = Noon, DecisionComment = "fine",
            },
            new Delegation { FromId = "u-ada", FromName = "Ada", Role = Role.Legal, ToId = "u-bob", ToName = "Bob", Reason = "leave", ValidFrom = Noon, ValidUntil = Noon.AddDays(7), RevokedAt = Noon.AddDays(1) },
            new ApprovalPolicy
            {
                Number = 1000 + RandomNumberGenerator.GetInt32(2_000_000_000), Table = PolicyTable.Seed, State = PolicyState.Superseded, Reason = "tighter", ProposedById = "u-ada", ProposedByName = "Ada",
                ProposedAt = Noon, DecidedById = "u-bob", DecidedByName = "Bob", DecidedAt = Noon,
            },
            new TierLowering
            {
                SystemId = world.System.Id, FromLevel = 3, ToLevel = 2, Reason = "pilot", ValidUntil = Noon.AddDays(30), State = TierLoweringState.Approved, RequestedById = "u-ada", RequestedByName = "Ada",
                RequestedAt = Noon, DecidedById = "u-bob", DecidedByName = "Bob", DecidedAt = Noon, DecisionComment = "agreed",
            },
            new Incident { SystemId = world.System.Id, Title = "Wrong excess", Severity = 2, DeclaredById = "u-ada", DeclaredByName = "Ada", DeclaredAt = Noon, ResolvedAt = Noon.AddHours(1), ResolvedByName = "Bob", Resolution = "rolled back" },
            new Person { Id = $"u-{unique}", Name = "Ada", Roles = [Role.ProductManager, Role.Engineer], SeenAt = Noon, VisitedAt = Noon, PreviousVisitAt = Noon.AddDays(-1) },
            new AuditEvent
            {
                EventId = Guid.NewGuid(), At = Noon, ActorId = "u-ada", ActorName = "Ada", Action = "release.approved", ObjectKind = "release", ObjectKey = "REL-0001", PromptKey = world.Prompt.Key,
                Outcome = AuditOutcome.Denied, Reason = "größer", PayloadJson = "{}",
            },
            new RecordedCall
            {
                CallId = unique, StartedAt = Noon, ReceivedAt = Noon, DurationMs = 812.5, TimeToFirstTokenMs = 90, SystemKey = world.System.Key, PromptKey = world.Prompt.Key, PromptVersion = 1, Provider = "openai",
                Model = "gpt-4.1-mini", Operation = "chat", Status = CallStatus.Error, ErrorType = "timeout", InputTokens = 10, CachedInputTokens = 2, OutputTokens = 3, ReasoningTokens = 1,
                Cost = Money.FromDollars(0.0001m), UserHash = new string('e', 64), SessionId = "s", TraceId = "t", SpanId = "p", CacheHit = true, Tags = ["web"],
            },
            new ArmHour
            {
                PromptKey = world.Prompt.Key, PromptVersion = 1, Hour = Noon, Calls = 5, Errors = 1, PricedCalls = 4, Cost = Money.FromDollars(0.01m), Latencies = "1", PositiveFeedback = 1, NegativeFeedback = 2,
                NeutralFeedback = 3,
            },
            new FeedbackItem
            {
                FeedbackId = unique, CallId = unique, TraceId = "t", At = Noon, ReceivedAt = Noon, Rating = FeedbackRating.Positive, Stars = 5, HasComment = true, UserHash = new string('e', 64),
                SystemKey = world.System.Key, PromptKey = world.Prompt.Key, PromptVersion = 1, Model = "gpt-4.1-mini", Tags = ["web"],
            },
            new Notification { PersonId = "u-ada", Topic = "REL-0001", Title = "Decide", Href = "/reviews/REL-0001", At = Noon, ReadAt = Noon },
            new WebhookDelivery
            {
                Webhook = webhook, EventId = Guid.NewGuid(), Action = "release.live", Body = "{}", CreatedAt = Noon, State = DeliveryState.Delivered, Attempts = 2, NextAttemptAt = Noon, DeliveredAt = Noon, LastStatus = 200,
                LastError = "timed out",
            },
        ];
    }

    private static Release ReleaseOf(World world, PromptVersion version)
    {
        var release = new Release
        {
            PromptId = world.Prompt.Id,
            Version = version,
            Label = "production",
            Kind = ReleaseKind.Reviewed,
            ContentHash = version.ContentHash,
            Tier = 3,
            PersonalData = true,
            PolicyNumber = 1,
            Note = "Fewer wrong answers",
            RequestedById = "u-bob",
            RequestedByName = "Bob",
            RequestedAt = Noon,
        };
        release.Bind([], null, 1, Noon.AddDays(7));
        release.Decide(new Decision
        {
            Round = 1,
            Kind = DecisionKind.Approve,
            Role = Role.ProductManager,
            ById = "u-ada",
            ByName = "Ada",
            ForId = "u-eve",
            ForName = "Eve",
            ContentHash = version.ContentHash,
            Comment = "ok",
            At = Noon,
        });
        release.Approve(Noon, Noon.AddDays(7));
        release.StartCanary(5, Guardrails.Default, Noon);
        release.Measured([new GuardrailFigure("Error rate", "share", 0.01, 0.02, 100, 90, -0.01, 0.03, "at most 2.0 points more", GuardrailState.Holds, "holds")], Noon);
        release.Reminded(Noon);
        return release;
    }
}

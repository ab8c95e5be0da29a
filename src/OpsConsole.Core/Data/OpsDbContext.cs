using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Feedback.Model;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Judges.Model;
using OpsConsole.Core.Features.Labels.Model;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Playground.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Reports.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Core.Features.Usage.Model;

namespace OpsConsole.Core.Data;

/// <summary>The console's one database. Made per use case by a factory; never kept in a field.</summary>
public sealed class OpsDbContext(DbContextOptions<OpsDbContext> options) : DbContext(options)
{
    public DbSet<AiSystem> Systems => Set<AiSystem>();

    public DbSet<Prompt> Prompts => Set<Prompt>();

    public DbSet<PromptVersion> PromptVersions => Set<PromptVersion>();

    public DbSet<Dataset> Datasets => Set<Dataset>();

    public DbSet<DatasetVersion> DatasetVersions => Set<DatasetVersion>();

    public DbSet<DatasetCase> DatasetCases => Set<DatasetCase>();

    public DbSet<Provider> Providers => Set<Provider>();

    public DbSet<ProviderModel> ProviderModels => Set<ProviderModel>();

    public DbSet<ModelPrice> ModelPrices => Set<ModelPrice>();

    public DbSet<Benchmark> Benchmarks => Set<Benchmark>();

    public DbSet<BenchmarkCandidate> BenchmarkCandidates => Set<BenchmarkCandidate>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<RunCandidate> RunCandidates => Set<RunCandidate>();

    public DbSet<RunCell> RunCells => Set<RunCell>();

    public DbSet<RunCase> RunCases => Set<RunCase>();

    public DbSet<CachedResponse> CachedResponses => Set<CachedResponse>();

    public DbSet<PromptLabel> PromptLabels => Set<PromptLabel>();

    public DbSet<LabelMove> LabelMoves => Set<LabelMove>();

    public DbSet<Gate> Gates => Set<Gate>();

    public DbSet<GateOutcome> GateOutcomes => Set<GateOutcome>();

    public DbSet<GateException> GateExceptions => Set<GateException>();

    public DbSet<Release> Releases => Set<Release>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<ReleaseComment> ReleaseComments => Set<ReleaseComment>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<ApprovalPolicy> ApprovalPolicies => Set<ApprovalPolicy>();

    public DbSet<TierLowering> TierLowerings => Set<TierLowering>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<RecordedCall> Calls => Set<RecordedCall>();

    public DbSet<ArmHour> ArmHours => Set<ArmHour>();

    public DbSet<FeedbackItem> Feedback => Set<FeedbackItem>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<Judge> Judges => Set<Judge>();

    public DbSet<LabelQueue> LabelQueues => Set<LabelQueue>();

    public DbSet<LabelItem> LabelItems => Set<LabelItem>();

    public DbSet<Label> Labels => Set<Label>();

    public DbSet<PlaygroundTrial> PlaygroundTrials => Set<PlaygroundTrial>();

    public DbSet<PlaygroundAnswer> PlaygroundAnswers => Set<PlaygroundAnswer>();

    public DbSet<SavedReport> SavedReports => Set<SavedReport>();

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseRevisions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseRevisions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OpsDbContext).Assembly);
        modelBuilder.RestrictDeletes();
    }

    private void RaiseRevisions()
    {
        foreach (var entry in ChangeTracker.Entries<IRevisioned>().Where(entry => entry.State == EntityState.Modified))
        {
            var revision = entry.Property(row => row.Revision);
            revision.CurrentValue = revision.OriginalValue + 1;
        }
    }
}

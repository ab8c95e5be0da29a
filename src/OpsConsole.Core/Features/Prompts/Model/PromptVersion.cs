using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>One numbered state of a prompt. Edited while it is a draft; once submitted it never changes, a correction is the next version.</summary>
public sealed class PromptVersion : IRevisioned
{
    public int Id { get; init; }

    public int PromptId { get; init; }

    public Prompt? Prompt { get; init; }

    /// <summary>1, 2, 3 … within the prompt.</summary>
    public int Number { get; init; }

    public required IReadOnlyList<PromptMessage> Messages { get; set; }

    public required IReadOnlyList<PromptVariable> Variables { get; set; }

    /// <summary>Null leaves the choice to the caller.</summary>
    public ModelChoice? Model { get; set; }

    /// <summary>The JSON Schema that answers must match, as JSON text; null for free text.</summary>
    public string? ResponseFormat { get; set; }

    public IReadOnlyList<PromptTool>? Tools { get; set; }

    /// <summary>Pinned at submission; null before, and where nothing is included.</summary>
    public IReadOnlyList<PromptInclude>? Includes { get; set; }

    /// <summary>SHA-256 over the canonical JSON of <see cref="Content"/>, lower-case hex.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Why this version exists.</summary>
    public string ChangeNote { get; set; } = "";

    public VersionState State { get; private set; }

    /// <summary>Why it stands where it stands, in words; null while that is plain.</summary>
    public string? StateReason { get; private set; }

    public required string AuthorId { get; init; }

    public required string AuthorName { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Who edited last; the author until somebody else does.</summary>
    public string? EditorId { get; private set; }

    public string? EditorName { get; private set; }

    public DateTime? EditedAt { get; private set; }

    public DateTime? SubmittedAt { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    /// <summary>When an approval that was not used ends.</summary>
    public DateTime? ApprovalEndsAt { get; private set; }

    public int Revision { get; set; }

    public PromptContent Content => new(Messages, Variables) { Model = Model, ResponseFormat = ResponseFormat, Tools = Tools, Includes = Includes };

    /// <summary>Replaces what a draft says.</summary>
    public Result Edit(PromptContent content, string changeNote, Actor editor, DateTime now)
    {
        if (State != VersionState.Draft)
            return PromptErrors.NotADraft(Number, State);
        Write(content);
        ChangeNote = changeNote.Trim();
        (EditorId, EditorName, EditedAt) = (editor.Id, editor.Name, now);
        return Result.Ok;
    }

    /// <summary>Freezes the content with the includes that it will be served with.</summary>
    public Result Submit(IReadOnlyList<PromptInclude> includes, DateTime now)
    {
        if (State != VersionState.Draft)
            return PromptErrors.IllegalMove(Number, State, VersionState.InReview);
        if (includes.Count > 0)
            Write(Content with { Includes = includes });
        SubmittedAt = now;
        return Move(VersionState.InReview, null);
    }

    public Result Approve(DateTime now, DateTime endsAt)
    {
        if (State != VersionState.InReview)
            return PromptErrors.IllegalMove(Number, State, VersionState.Approved);
        (ApprovedAt, ApprovalEndsAt) = (now, endsAt);
        return Move(VersionState.Approved, null);
    }

    public Result RequestChanges(string reason) => EndReview(VersionState.ChangesRequested, reason);

    public Result Reject(string reason) => EndReview(VersionState.Rejected, reason);

    public Result Withdraw(string reason) => EndReview(VersionState.Withdrawn, reason);

    public Result MarkStale(string reason) => EndApproval(VersionState.Stale, reason);

    public Result Expire(string reason) => EndApproval(VersionState.Expired, reason);

    private void Write(PromptContent content)
    {
        (Messages, Variables, Model, ResponseFormat, Tools, Includes) =
            (content.Messages, content.Variables, content.Model, content.ResponseFormat, content.Tools, content.Includes);
        ContentHash = content.Hash;
    }

    private Result EndReview(VersionState to, string reason) => State == VersionState.InReview ? Move(to, reason) : PromptErrors.IllegalMove(Number, State, to);

    private Result EndApproval(VersionState to, string reason) => State == VersionState.Approved ? Move(to, reason) : PromptErrors.IllegalMove(Number, State, to);

    private Result Move(VersionState to, string? reason)
    {
        (State, StateReason) = (to, reason is { Length: > 1000 } ? reason[..1000] : reason);
        return Result.Ok;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PromptVersion>
    {
        public void Configure(EntityTypeBuilder<PromptVersion> builder)
        {
            builder.ToTable("PromptVersions");
            builder.HasIndex(row => new { row.PromptId, row.Number }).IsUnique();
            builder.HasIndex(row => row.State);
            builder.HasOne(row => row.Prompt).WithMany().HasForeignKey(row => row.PromptId);
            builder.Property(row => row.Messages).Json();
            builder.Property(row => row.Variables).Json();
            builder.Property(row => row.Model).Json();
            builder.Property(row => row.Tools).Json();
            builder.Property(row => row.Includes).Json();
            builder.Property(row => row.ContentHash).HasMaxLength(64);
            builder.Property(row => row.ChangeNote).HasMaxLength(500);
            builder.Property(row => row.StateReason).HasMaxLength(1000);
            builder.Property(row => row.State).HasDefaultValue(VersionState.Draft).HasSentinel(VersionState.Draft);
            builder.Property(row => row.AuthorId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.AuthorName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.EditorId).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.EditorName).HasMaxLength(ModelBuilding.ActorLength);
            builder.Property(row => row.Revision).IsConcurrencyToken();
            builder.Ignore(row => row.Content);
        }
    }
}

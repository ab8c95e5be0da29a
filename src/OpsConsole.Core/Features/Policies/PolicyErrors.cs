using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>Refusals about the approval policy.</summary>
internal static class PolicyErrors
{
    public static Error NotFound(int number) => Error.NotFound("policy.not-found", $"There is no {PolicyWords.KeyOf(number)} of the policy.");

    public static Error NoChange() => Error.Invalid("policy.no-change", "This is the table in force. Change something in it before you propose it.");

    public static Error OtherEdition(int based, int active) => Error.Conflict(
        "policy.other-edition", $"You started from {PolicyWords.KeyOf(based)}; {PolicyWords.KeyOf(active)} is in force by now. Load it again and repeat your change.");

    public static Error ProposalOpen() => Error.Conflict("policy.proposal-open", "There is a proposal already that nobody has decided on. Decide on it first; there is one at a time.");

    public static Error OwnProposal() => new(ErrorKind.Denied, "policy.own-proposal", "You proposed this edition. Another person must approve it; two people are needed.");

    public static Error Decided(ApprovalPolicy policy) => Error.Conflict("policy.decided", $"{PolicyWords.KeyOf(policy.Number)} is {PolicyWords.Of(policy.State)} already.");
}

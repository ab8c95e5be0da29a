using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Refusals about review queues and labels.</summary>
internal static class LabelErrors
{
    public static Error NotFound(string key) => Error.NotFound("labels.not-found", $"There is no review queue {key}.");

    public static Error ItemNotFound(string key, int number) => Error.NotFound("labels.item-not-found", $"{key} has no item {number}.");

    public static Error NothingToLabel(string run, string why) => Error.Invalid("labels.nothing-to-label", $"{run} has nothing to label: {why}");

    public static Error TagNotFound(string tag) => Error.Invalid("labels.invalid", $"No case of the run has the tag '{tag}'.", [new ErrorDetail("tag", $"no case of the run has the tag '{tag}'")]);

    public static Error Ended(LabelQueue queue) => Error.Conflict(
        "labels.ended", $"{queue.Key} is {(queue.State == LabelQueueState.Done ? "done" : "closed")}: its labels are shown to everybody by now and stay as they are.");

    public static Error NotHeld(int number) => Error.Conflict(
        "labels.not-held", $"Item {number} is not held for you any more: your reservation ran out and other reviewers have it. Take the next one; what you typed is still here.");
}

using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Playground;

/// <summary>Refusals of the playground.</summary>
internal static class PlaygroundErrors
{
    public static Error NotFound(int id) => Error.NotFound("playground.not-found", $"There is no trial {TrialKey.Of(id)}.");

    public static Error NotYours(int id) => new(ErrorKind.Denied, "playground.not-yours", $"{TrialKey.Of(id)} is somebody else's: only its author votes on it.");

    public static Error AlreadyVoted(int id) => Error.Conflict("playground.already-voted", $"{TrialKey.Of(id)} has its vote; a second one would have seen the names.");

    public static Error NothingToVoteOn(int id) => Error.Conflict("playground.nothing-to-vote-on", $"{TrialKey.Of(id)} has fewer than two complete answers: there is nothing to choose between.");

    public static Error NoSuchAnswer(int id, int position) => Error.Invalid("playground.no-such-answer", $"{TrialKey.Of(id)} has no complete answer at place {position + 1}.");

    public static Error ModelNotOffered(string provider, string model) =>
        Error.Invalid("playground.model-not-offered", $"{provider}/{model} is not offered now: the model is unknown, or it or its provider is disabled.");

    public static Error Embeds(string model) => Error.Invalid("playground.embeds", $"The model '{model}' embeds texts and answers none.");

    public static Error Invalid(IReadOnlyList<ErrorDetail> faults) =>
        Error.Invalid("playground.invalid", faults.Count == 1 ? $"{faults[0].Where}: {faults[0].Reason}" : $"{faults.Count} places are wrong; the first {faults[0].Where}: {faults[0].Reason}", faults);
}

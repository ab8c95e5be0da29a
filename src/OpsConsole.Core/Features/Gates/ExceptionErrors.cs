using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Refusals about exceptions from gates.</summary>
internal static class ExceptionErrors
{
    public static Error NotFound(string key) => Error.NotFound("exceptions.not-found", $"There is no exception {key}.");

    public static Error NothingToExcept(string why) => Error.Conflict("exceptions.nothing-to-except", why);

    public static Error AskedAlready(GateException open) => Error.Conflict(
        "exceptions.asked-already", $"{open.RequestedByName} has asked for this with {open.Key} already; it waits for a decision.");

    public static Error NoLonger(GateException inForce) => Error.Conflict(
        "exceptions.covered", $"{inForce.Key} overrides this rule until then already. An extension ends later than what it extends.");

    public static Error ExtendedOut(int most) => Error.Conflict(
        "exceptions.extended-out", $"This rule was excepted for this version {most} times, extensions included. Mend the version or the gate.");

    public static Error IllegalMove(GateException exception, string verb) => Error.Conflict(
        "exceptions.illegal-move", $"You cannot {verb} {exception.Key}: it is {ExceptionWords.Of(exception.State)}.");

    public static Error Ended(GateException exception) => Error.Conflict(
        "exceptions.ended", $"{exception.Key} would have ended by now. It can only be rejected; a new request can name a later end.");

    public static Error NotYours(GateException exception) => new(
        ErrorKind.Denied, "exceptions.not-yours", $"{exception.RequestedByName}, who asked for {exception.Key}, takes it back, or somebody who may decide on it.");

    public static Error MayNotDecide(string why) => new(ErrorKind.Denied, "exceptions.may-not-decide", why);
}

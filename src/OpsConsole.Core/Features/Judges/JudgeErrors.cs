using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Judges;

/// <summary>Refusals about judges.</summary>
internal static class JudgeErrors
{
    public static Error NotFound(string judge) => Error.NotFound("judges.not-found", $"There is no judge '{judge}', or it is retired.");

    public static Error KeyTaken(string key) => Error.Conflict("judges.key-taken", $"A judge with the key '{key}' exists already. Choose another key, or add a version to it.");

    public static Error NoneFor(string type) => Error.NotFound("judges.none", $"No judge serves {type}. Make one under Judges.");

    public static Error SeveralFor(string type, IEnumerable<string> keys) =>
        Error.Invalid("judges.several", $"Several judges serve {type} ({string.Join(", ", keys.Order(StringComparer.Ordinal))}): say which with “judge: key”.");

    public static Error OtherType(string judge, string serves, string asked) => Error.Invalid("judges.other-type", $"The judge {judge} serves {serves}, not {asked}.");

    public static Error Unfit(string judge, string why) => Error.Conflict("judges.unfit", $"The judge {judge} cannot be asked: {why}.");

    public static Error Retired(string judge) => Error.Conflict("judges.retired", $"{judge} is retired already.");

    public static Error Unchanged(string key, int number) => Error.Conflict("judges.unchanged", $"{key}@{number} is exactly this already. Nothing was added.");
}

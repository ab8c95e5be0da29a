using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Systems;

/// <summary>Refusals about systems.</summary>
internal static class SystemErrors
{
    public static Error NotFound(string key) => Error.NotFound("systems.not-found", $"There is no system '{key}'.");

    public static Error KeyTaken(string key) => Error.Conflict("systems.key-taken", $"A system with the key '{key}' exists already. Choose another key.");
}

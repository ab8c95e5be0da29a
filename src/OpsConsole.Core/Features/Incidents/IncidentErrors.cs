using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Incidents.Model;

namespace OpsConsole.Core.Features.Incidents;

/// <summary>Refusals about incidents.</summary>
internal static class IncidentErrors
{
    public static Error NotFound(string key) => Error.NotFound("incidents.not-found", $"There is no incident {key}.");

    public static Error SystemNotFound(string key) => Error.Invalid("incidents.invalid", $"There is no system '{key}'.", [new ErrorDetail("system", $"there is no system '{key}'")]);

    public static Error Resolved(Incident incident) => Error.Conflict("incidents.resolved", $"{incident.Key} was resolved by {incident.ResolvedByName} already.");
}

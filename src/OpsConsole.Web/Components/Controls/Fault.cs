using System.Diagnostics;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Components.Controls;

/// <summary>What went wrong, as a page shows it: what happened, where, what to do, and the id under which the log knows it.</summary>
public sealed record Fault(string What, string ToDo, IReadOnlyList<ErrorDetail> Details, string? CorrelationId)
{
    /// <summary>A refusal: it says itself what to do, and there is nothing in the log to look up.</summary>
    public static Fault Of(Error error) => new(error.Message, error.Kind switch
    {
        ErrorKind.Invalid => "Nothing was stored; what you entered is still here.",
        ErrorKind.Conflict => "Nothing was stored. Reload to see the present state.",
        ErrorKind.Denied => "Ask somebody whose role includes it.",
        ErrorKind.NotFound => "It may have another key; search for it.",
        ErrorKind.Unavailable => "Try again when it answers.",
    }, error.Details ?? [], null);

    /// <summary>Why one field cannot be taken, to stand under it.</summary>
    public string? At(string field) => Details.FirstOrDefault(detail => detail.Where == field)?.Reason;

    /// <summary>A bug or a broken machine. The caller logs the exception with the same id.</summary>
    public static Fault Unexpected(string what) =>
        new(what, "Try again; if it happens again, give the correlation id to whoever runs the console.", [], Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N"));
}

namespace OpsConsole.Core.Common;

/// <summary>What went wrong, in the four ways a caller can act on it, plus the one it can only report.</summary>
public enum ErrorKind
{
    /// <summary>The input is wrong; the message says what and where.</summary>
    Invalid,

    /// <summary>The actor may not do this.</summary>
    Denied,

    /// <summary>The object does not exist (or may not be seen).</summary>
    NotFound,

    /// <summary>Somebody else changed it first, or its state does not allow this.</summary>
    Conflict,

    /// <summary>Something outside the console is not answering.</summary>
    Unavailable,
}

/// <summary>A refusal with a stable code (<c>prompts.not-found</c>), words a person can act on, and the faulty places where there are several.</summary>
public sealed record Error(ErrorKind Kind, string Code, string Message, IReadOnlyList<ErrorDetail>? Details = null)
{
    public static Error Invalid(string code, string message, IReadOnlyList<ErrorDetail>? details = null) => new(ErrorKind.Invalid, code, message, details);

    public static Error NotFound(string code, string message) => new(ErrorKind.NotFound, code, message);

    public static Error Conflict(string code, string message) => new(ErrorKind.Conflict, code, message);

    public static Error Unavailable(string code, string message) => new(ErrorKind.Unavailable, code, message);

    public static Error Denied(Permission permission) =>
        new(ErrorKind.Denied, "auth.denied", $"Your roles do not include the permission {permission}.");
}

/// <summary>One faulty place: where (<c>row 42, column question</c>; <c>line 9, column 43</c>) and why.</summary>
public sealed record ErrorDetail(string Where, string Reason);

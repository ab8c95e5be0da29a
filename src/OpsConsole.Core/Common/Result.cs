using System.Diagnostics.CodeAnalysis;

namespace OpsConsole.Core.Common;

/// <summary>Success, or the <see cref="Error"/> that says why not. Expected refusals are results; exceptions are for bugs and broken machines.</summary>
public readonly struct Result
{
    private Result(Error? error) => Error = error;

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    public static Result Ok => default;

    public static implicit operator Result(Error error) => new(error);

    public static Result<T> From<T>(T value) => value;
}

/// <summary>A value, or the <see cref="Error"/> that says why there is none.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    public Error? Error { get; }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The value; throws when there is none, because reading it unchecked is a bug.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"{Error.Code}: {Error.Message}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}

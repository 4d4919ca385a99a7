using System.Diagnostics.CodeAnalysis;

namespace MobileBackend.Domain.Common;

/// <summary>What the pipeline needs to know of any outcome: whether it failed, and how to make a failed one.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IOutcome<out TSelf>
{
    Error? Error { get; }

    /// <summary>The value of a success that has one.</summary>
    object? Content { get; }

    /// <summary>What the value of a success is; null where it has none.</summary>
    static abstract Type? ContentType { get; }

    static abstract TSelf Failure(Error error);

    /// <param name="content">Of <see cref="ContentType"/>.</param>
    static abstract TSelf Succeed(object? content);
}

/// <summary>The outcome of something that a user can be refused and that returns nothing.</summary>
public sealed class Result : IOutcome<Result>
{
    private Result(Error? error) => Error = error;

    public static Result Success { get; } = new(null);

    public Error? Error { get; }

    object? IOutcome<Result>.Content => null;

    static Type? IOutcome<Result>.ContentType => null;

    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailure => Error is not null;

    public static implicit operator Result(Error error) => Failure(error);

    public static Result Failure(Error error) => new(error);

    static Result IOutcome<Result>.Succeed(object? content) => Success;
}

/// <summary>The outcome of something that a user can be refused: a value, or the error.</summary>
public sealed class Result<T> : IOutcome<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    public Error? Error { get; }

    [MemberNotNullWhen(true, nameof(Error))]
    public bool IsFailure => Error is not null;

    object? IOutcome<Result<T>>.Content => _value;

    static Type? IOutcome<Result<T>>.ContentType => typeof(T);

    /// <summary>The value of a success.</summary>
    /// <exception cref="InvalidOperationException">The outcome is a failure: reading its value is a bug.</exception>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"There is no value behind the error '{Error.Code}'.");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => Failure(error);

    public static Result<T> Failure(Error error) => new(default, error);

    static Result<T> IOutcome<Result<T>>.Succeed(object? content) => new((T?)content, null);

    /// <summary>The outcome of <paramref name="map"/> on the value, or this one's error.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Error is null ? map(_value!) : Error;
}

namespace MobileBackend.Application.Common;

/// <summary>A member of a PATCH: absent leaves things as they are, present is the new value, which may be null for "cleared".</summary>
public readonly record struct Optional<T>
{
    private Optional(T value)
    {
        IsPresent = true;
        Value = value;
    }

    public bool IsPresent { get; }

    /// <summary>The new value; the type's default where the member is absent.</summary>
    public T? Value { get; }

    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>What <paramref name="map"/> makes of the new value; absent stays absent.</summary>
    public Optional<TOther> Map<TOther>(Func<T?, TOther> map) => IsPresent ? map(Value) : default(Optional<TOther>);
}

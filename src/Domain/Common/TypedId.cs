namespace MobileBackend.Domain.Common;

/// <summary>An id that cannot be mistaken for another kind's. Persistence finds these types by itself.</summary>
/// <typeparam name="TSelf">The implementing <c>readonly record struct</c>.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>UUID version 7: ordered by the instant it was made.</summary>
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of a request to be called back.</summary>
public readonly record struct CallbackRequestId(Guid Value) : ITypedId<CallbackRequestId>
{
    public static bool operator <(CallbackRequestId left, CallbackRequestId right) => left.Value < right.Value;

    public static bool operator >(CallbackRequestId left, CallbackRequestId right) => left.Value > right.Value;

    public static CallbackRequestId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

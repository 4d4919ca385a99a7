using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

public readonly record struct CallbackRequestId(Guid Value) : ITypedId<CallbackRequestId>
{
    public static bool operator <(CallbackRequestId left, CallbackRequestId right) => left.Value < right.Value;

    public static bool operator >(CallbackRequestId left, CallbackRequestId right) => left.Value > right.Value;

    public static CallbackRequestId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

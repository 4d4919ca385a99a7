namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of a device, which is an anonymous account: what a person owns is found by it.</summary>
public readonly record struct DeviceId(Guid Value) : ITypedId<DeviceId>
{
    public static DeviceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

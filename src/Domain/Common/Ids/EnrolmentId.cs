namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of a person's way through a programme.</summary>
public readonly record struct EnrolmentId(Guid Value) : ITypedId<EnrolmentId>
{
    public static bool operator <(EnrolmentId left, EnrolmentId right) => left.Value < right.Value;

    public static bool operator >(EnrolmentId left, EnrolmentId right) => left.Value > right.Value;

    public static EnrolmentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

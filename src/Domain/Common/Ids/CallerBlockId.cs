namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of a block that staff placed on a sender.</summary>
public readonly record struct CallerBlockId(Guid Value) : ITypedId<CallerBlockId>
{
    public static bool operator <(CallerBlockId left, CallerBlockId right) => left.Value < right.Value;

    public static bool operator >(CallerBlockId left, CallerBlockId right) => left.Value > right.Value;

    public static CallerBlockId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of a message in a person's inbox.</summary>
public readonly record struct InboxMessageId(Guid Value) : ITypedId<InboxMessageId>
{
    public static bool operator <(InboxMessageId left, InboxMessageId right) => left.Value < right.Value;

    public static bool operator >(InboxMessageId left, InboxMessageId right) => left.Value > right.Value;

    public static InboxMessageId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

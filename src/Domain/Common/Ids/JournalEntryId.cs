namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of what a person wrote down: a diary entry, a craving, a lapse, the answers to an instrument.</summary>
public readonly record struct JournalEntryId(Guid Value) : ITypedId<JournalEntryId>
{
    public static JournalEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

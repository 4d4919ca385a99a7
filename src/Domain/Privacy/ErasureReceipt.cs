using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Privacy;

public readonly record struct ErasureReceiptId(Guid Value) : ITypedId<ErasureReceiptId>
{
    public static ErasureReceiptId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The proof that an erasure took place: how many rows of each kind, and nothing about whom.</summary>
public sealed class ErasureReceipt : AggregateRoot
{
    private ErasureReceipt(ErasureReceiptId id, DateTimeOffset erasedAt, IReadOnlyDictionary<string, int> counts)
    {
        Id = id;
        ErasedAt = erasedAt;
        Counts = counts;
    }

    public ErasureReceiptId Id { get; private set; }

    public DateTimeOffset ErasedAt { get; private set; }

    /// <summary>Rows erased, by feature.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; }

    public static ErasureReceipt Write(ErasureReceiptId id, DateTimeOffset erasedAt, IReadOnlyDictionary<string, int> counts) => new(id, erasedAt, counts);
}

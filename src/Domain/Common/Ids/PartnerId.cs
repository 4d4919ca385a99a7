namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of the holder of an API key, the same through rotations: the value is that of the first key's id.</summary>
public readonly record struct PartnerId(Guid Value) : ITypedId<PartnerId>
{
    public static PartnerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

namespace MobileBackend.Domain.Common.Ids;

/// <summary>Of an API key. Its holder has a <see cref="PartnerId"/>, which outlives the key.</summary>
public readonly record struct ApiKeyId(Guid Value) : ITypedId<ApiKeyId>
{
    public static bool operator <(ApiKeyId left, ApiKeyId right) => left.Value < right.Value;

    public static bool operator >(ApiKeyId left, ApiKeyId right) => left.Value > right.Value;

    public static ApiKeyId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

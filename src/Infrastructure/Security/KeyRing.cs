namespace MobileBackend.Infrastructure.Security;

/// <summary>A named symmetric key.</summary>
/// <param name="Id">Travels with what was made under the key, so that it can be found again.</param>
/// <param name="Bytes">32 bytes.</param>
internal sealed record RingKey(string Id, byte[] Bytes);

/// <summary>Keys in use: the first one makes new things, the others still open what they made.</summary>
internal sealed class KeyRing
{
    public const int KeyLength = 32;

    private readonly Dictionary<string, RingKey> _byId;

    public KeyRing(IReadOnlyList<RingKey> keys)
    {
        Current = keys[0];
        _byId = keys.ToDictionary(key => key.Id, StringComparer.Ordinal);
    }

    public RingKey Current { get; }

    public IEnumerable<RingKey> All => _byId.Values;

    public RingKey? Find(string id) => _byId.GetValueOrDefault(id);
}

/// <summary>Every ring of the service.</summary>
/// <param name="Encryption">AES-256-GCM, for sealed columns (<c>Encryption:Keys</c>).</param>
/// <param name="Signing">HMAC-SHA-256, for the access tokens of devices (<c>Signing:Keys</c>).</param>
/// <param name="IndexA">HMAC-SHA-256, for the first slot of blind indexes (<c>Encryption:IndexKeys:A</c>).</param>
/// <param name="IndexB">The same for the second slot (<c>Encryption:IndexKeys:B</c>).</param>
internal sealed record KeyRings(KeyRing Encryption, KeyRing Signing, byte[]? IndexA, byte[]? IndexB);

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>The public keys under which tokens of App Check are signed, by their id.</summary>
/// <param name="Keys">At least one.</param>
/// <param name="At">When they were fetched, by <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed record AppCheckKeySet(IReadOnlyDictionary<string, SecurityKey> Keys, long At)
{
    private const int ShortestModulus = 2048 / 8;
    private const int LongestModulus = 8192 / 8;

    /// <summary>Reads a JWKS (RFC 7517). Null where it holds no key that could be used.</summary>
    public static AppCheckKeySet? Read(ReadOnlySpan<byte> jwks, long at)
    {
        var keys = new Dictionary<string, SecurityKey>(StringComparer.Ordinal);
        try
        {
            foreach (var key in JsonSerializer.Deserialize<Jwks>(jwks, JsonSerializerOptions.Web)?.Keys ?? [])
            {
                if (key is { Kty: "RSA", Kid.Length: > 0, Alg: null or SecurityAlgorithms.RsaSha256, Use: null or "sig", N: { } modulus, E: { } exponent })
                {
                    Add(keys, key.Kid, Base64Url.DecodeFromChars(modulus), Base64Url.DecodeFromChars(exponent));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }

        return keys.Count == 0 ? null : new AppCheckKeySet(keys, at);
    }

    private static void Add(Dictionary<string, SecurityKey> keys, string id, byte[] modulus, byte[] exponent)
    {
        if (modulus.Length is >= ShortestModulus and <= LongestModulus && exponent.Length is > 0 and <= 8)
        {
            keys.TryAdd(id, new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent }) { KeyId = id });
        }
    }

    private sealed record Jwks(IReadOnlyList<Jwk?>? Keys);

    private sealed record Jwk(string? Kty, string? Kid, string? Alg, string? Use, string? N, string? E);
}

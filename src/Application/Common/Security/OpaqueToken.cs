using System.Security.Cryptography;
using System.Text;

namespace MobileBackend.Application.Common.Security;

/// <summary>
/// A bearer secret that we issue and later recognise: <c>prefix_id_secret+checksum</c>, all lower-case hexadecimal behind the prefix.
/// The id finds the row without a search by secret, the checksum refuses typing mistakes and truncated copies before the database
/// is asked. Only the SHA-256 of the secret is stored: with 256 random bits a slow hash would add nothing.
/// </summary>
public static class OpaqueToken
{
    private const int IdLength = 32;
    private const int SecretLength = 64;
    private const int ChecksumLength = 8;

    /// <summary>Makes a token for the row <paramref name="id"/>.</summary>
    /// <returns>The token, shown once, and the hash to store.</returns>
    public static (string Token, string SecretHash) Create(string prefix, Guid id)
    {
        var secret = RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);
        var body = $"{prefix}_{id:N}_{secret}";
        return (body + Checksum(body), Hash(secret));
    }

    /// <summary>Reads a presented token. False for anything that <see cref="Create"/> cannot have made.</summary>
    public static bool TryParse(string prefix, string? token, out Guid id, out string secretHash)
    {
        id = default;
        secretHash = string.Empty;
        var head = prefix.Length + 1 + IdLength + 1;
        if (token is null || token.Length != head + SecretLength + ChecksumLength
            || !token.StartsWith(prefix + "_", StringComparison.Ordinal) || token[head - 1] != '_'
            || !string.Equals(Checksum(token[..^ChecksumLength]), token[^ChecksumLength..], StringComparison.Ordinal)
            || !Guid.TryParseExact(token.AsSpan(prefix.Length + 1, IdLength), "N", out id))
        {
            return false;
        }

        secretHash = Hash(token[head..^ChecksumLength]);
        return true;
    }

    /// <summary>Compares two hashes without telling, by the time it takes, where they differ.</summary>
    public static bool Matches(string storedHash, string presentedHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(storedHash), Encoding.ASCII.GetBytes(presentedHash));

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Checksum(string body) => Hash(body)[..ChecksumLength];
}

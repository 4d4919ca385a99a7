using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>
/// The ALTCHA protocol, version 1 with SHA-256 (altcha.org; npm <c>altcha-lib</c>): the challenge is the hash of salt and number, the signature
/// an HMAC of the challenge's text. The salt is protected through the hash.
/// </summary>
internal static class AltchaV1
{
    public const string Algorithm = "SHA-256";

    private const int LongestPayload = 2048;
    private const int RandomCharacters = 24;
    private const string ExpiresName = "expires";
    private const string ForName = "for";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        MaxDepth = 4,
    };

    /// <summary>
    /// A salt that no one had before. The last character parts it from the number that is hashed behind it: without it digits of the number
    /// could be moved into the last parameter, and the hash stay as it is (CVE-2025-68113).
    /// </summary>
    public static string NewSalt(DateTimeOffset expiresAt, string flow) => string.Create(
        CultureInfo.InvariantCulture,
        $"{RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true)}?{ExpiresName}={expiresAt.ToUnixTimeSeconds()}&{ForName}={flow}&");

    public static string ChallengeOf(string salt, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{salt}{number}"))));

    public static string SignatureOf(string challenge, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(challenge)));

    /// <summary>Reads what a widget sends: base64 of JSON. Null for anything else, and for another algorithm.</summary>
    public static AltchaSolution? Read(string payload)
    {
        if (payload.Length > LongestPayload)
        {
            return null;
        }

        var bytes = new byte[LongestPayload];
        if (!Convert.TryFromBase64String(payload, bytes, out var length))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<AltchaSolution>(bytes.AsSpan(0, length), Strict) is { Algorithm: Algorithm } solution ? solution : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair.
            return null;
        }
    }

    /// <summary>
    /// Whether the number is the hidden one, and the challenge signed by one of the keys. Compared in constant time, and in full: what is
    /// given back is what we made, so that one challenge has one text to be known by.
    /// </summary>
    public static ProofOutcome Verify(AltchaSolution solution, int maxNumber, IEnumerable<byte[]> keys)
    {
        if (solution.Number < 0 || solution.Number > maxNumber || !AreEqual(solution.Challenge, ChallengeOf(solution.Salt, solution.Number)))
        {
            return ProofOutcome.WrongNumber;
        }

        return keys.Any(key => AreEqual(solution.Signature, SignatureOf(solution.Challenge, key))) ? ProofOutcome.Good : ProofOutcome.BadSignature;
    }

    /// <summary>The parameters of a salt whose challenge was verified. Null where it is not closed, or tells no end.</summary>
    public static SaltParameters? ReadSalt(string salt)
    {
        var start = salt.IndexOf('?', StringComparison.Ordinal) + 1;
        if (start == 0 || !salt.EndsWith('&'))
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in salt[start..^1].Split('&'))
        {
            if (pair.Split('=') is not [{ Length: > 0 } name, var value] || !parameters.TryAdd(name, value))
            {
                return null;
            }
        }

        return parameters.TryGetValue(ExpiresName, out var expires)
            && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new SaltParameters(DateTimeOffset.FromUnixTimeSeconds(seconds), parameters.GetValueOrDefault(ForName))
            : null;
    }

    private static bool AreEqual(string given, string made) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(made));
}

/// <summary>What a widget sends; it may tell more, such as how long it took.</summary>
internal sealed record AltchaSolution
{
    public required string Algorithm { get; init; }

    public required string Challenge { get; init; }

    public required int Number { get; init; }

    public required string Salt { get; init; }

    public required string Signature { get; init; }
}

/// <param name="ExpiresAt">Until when a solution is taken.</param>
/// <param name="Flow">What for; null where the salt does not say.</param>
internal sealed record SaltParameters(DateTimeOffset ExpiresAt, string? Flow);

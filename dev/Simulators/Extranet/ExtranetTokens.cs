using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MobileBackend.Simulators.Extranet;

/// <summary>The bearer tokens that are taken: the fixed one, and those issued for the client's credentials.</summary>
internal sealed class ExtranetTokens(ExtranetSimulatorOptions options)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);
    private int _count;

    public int IssuedCount => Volatile.Read(ref _count);

    public string? Issue(string? clientId, string? clientSecret)
    {
        if (!string.Equals(clientId, options.ClientId, StringComparison.Ordinal)
            || !string.Equals(clientSecret, options.ClientSecret, StringComparison.Ordinal))
        {
            return null;
        }

        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _issued[token] = options.Clock.GetUtcNow() + options.TokenLifetime;
        Interlocked.Increment(ref _count);
        return token;
    }

    public void RevokeIssued() => _issued.Clear();

    public bool Takes(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var token = authorization["Bearer ".Length..];
        return string.Equals(token, options.AccessToken, StringComparison.Ordinal)
            || (_issued.TryGetValue(token, out var end) && options.Clock.GetUtcNow() < end);
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MobileBackend.Simulators.Firebase;

/// <summary>The access tokens that were given and have not ended.</summary>
internal sealed class AccessTokens(FirebaseSimulatorOptions options)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _endings = new(StringComparer.Ordinal);
    private int _issued;

    public int IssuedCount => Volatile.Read(ref _issued);

    public string Issue()
    {
        var token = "ya29." + RandomNumberGenerator.GetHexString(64, lowercase: true);
        _endings[token] = options.Clock.GetUtcNow() + options.TokenLifetime;
        Interlocked.Increment(ref _issued);
        return token;
    }

    public void Revoke() => _endings.Clear();

    public bool Takes(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && _endings.TryGetValue(authorization["Bearer ".Length..], out var end)
        && options.Clock.GetUtcNow() < end;
}

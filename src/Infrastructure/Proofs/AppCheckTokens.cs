using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>
/// Judges tokens of Firebase App Check as Google's own client does (npm <c>firebase-admin</c>, app-check), and beyond it: the issuer's whole name,
/// the audience by the project's number, and the app against our own list.
/// </summary>
internal sealed class AppCheckTokens
{
    private const string IssuerBase = "https://firebaseappcheck.googleapis.com/";
    private const int LongestToken = 4096;

    /// <summary>How far our clock may be ahead of Google's.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly AppCheckKeys _keys;
    private readonly TimeProvider _time;
    private readonly string _issuer;
    private readonly string _audience;
    private readonly HashSet<string> _apps;

    public AppCheckTokens(AppCheckKeys keys, IOptions<ProofOptions> options, TimeProvider time)
    {
        var settings = options.Value.AppCheck;
        _keys = keys;
        _time = time;
        _issuer = $"{IssuerBase}{settings.ProjectNumber}";
        _audience = $"projects/{settings.ProjectNumber}";
        _apps = [.. settings.AppIds];
    }

    /// <summary>What came; never an exception, whatever it is.</summary>
    public async Task<ProofOutcome> JudgeAsync(IReadOnlyList<string?> presented, CancellationToken cancellationToken)
    {
        if (presented is [] or [null or ""])
        {
            return ProofOutcome.Missing;
        }

        // What says nothing of a key of Google's, or is not for us, never makes us fetch keys.
        if (presented is not [{ Length: <= LongestToken } token] || Read(token) is not { } read)
        {
            return ProofOutcome.Malformed;
        }

        var content = JudgeContent(read);
        if (content != ProofOutcome.Good)
        {
            return content;
        }

        var (key, isKnown) = await _keys.FindAsync(read.KeyId, cancellationToken);
        if (key is null)
        {
            return isKnown ? ProofOutcome.UnknownKey : ProofOutcome.KeysUnavailable;
        }

        var verdict = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidIssuer = _issuer,
            ValidAudience = _audience,

            // Judged here, by the service's own clock.
            ValidateLifetime = false,
        });
        return !verdict.IsValid ? ProofOutcome.BadSignature : _time.GetUtcNow() < read.ExpiresAt + Skew ? ProofOutcome.Good : ProofOutcome.Expired;
    }

    private ProofOutcome JudgeContent(Token token) => token switch
    {
        { Algorithm: not SecurityAlgorithms.RsaSha256 } => ProofOutcome.WrongAlgorithm,
        _ when !string.Equals(token.Issuer, _issuer, StringComparison.Ordinal) => ProofOutcome.WrongIssuer,
        _ when !token.Audiences.Contains(_audience, StringComparer.Ordinal) => ProofOutcome.WrongAudience,
        _ when !_apps.Contains(token.App) => ProofOutcome.UnlistedApp,
        _ => ProofOutcome.Good,
    };

    private static Token? Read(string token)
    {
        try
        {
            if (token.Split('.') is not [var head, var body, _])
            {
                return null;
            }

            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(head));
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
            return Text(header, "alg") is { } algorithm && Text(claims, "iss") is { } issuer && Text(claims, "sub") is { } app
                && Seconds(claims, "exp") is { } end
                ? new Token(algorithm, Text(header, "kid") ?? string.Empty, issuer, Texts(claims, "aud"), app, end)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair, or no object.
            return null;
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Google's are always a list, even of one.</summary>
    private static List<string?> Texts(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString())]
            : [];

    private static DateTimeOffset? Seconds(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is >= 0 and <= 253_402_300_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private sealed record Token(string Algorithm, string KeyId, string Issuer, IReadOnlyList<string?> Audiences, string App, DateTimeOffset ExpiresAt)
    {
        /// <summary>Never the content.</summary>
        public override string ToString() => "(token)";
    }
}

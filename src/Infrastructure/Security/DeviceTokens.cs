using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Infrastructure.Security;

/// <summary>
/// JWT signed with HMAC-SHA-256: we alone make and read them, and it costs far less than an asymmetric signature. The ring's first
/// key signs, all of them verify, so that a new signing key logs nobody out.
/// </summary>
internal sealed class DeviceTokens : IDeviceTokens
{
    private const string Audience = "mobile-backend-devices";
    private const string AppClaim = "app";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly TimeProvider _time;
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _validation;

    public DeviceTokens(KeyRings rings, TimeProvider time)
    {
        _time = time;
        var keys = rings.Signing.All.ToDictionary(key => key.Id, key => new SymmetricSecurityKey(key.Bytes) { KeyId = key.Id });
        _signing = new SigningCredentials(keys[rings.Signing.Current.Id], SecurityAlgorithms.HmacSha256);
        _validation = new TokenValidationParameters
        {
            ValidIssuer = IDeviceTokens.Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeyResolver = (_, _, keyId, _) => keyId is not null && keys.TryGetValue(keyId, out var key) ? [key] : [],

            // Judged in VerifyAsync, by the service's own clock.
            ValidateLifetime = false,
        };
    }

    /// <summary>A stolen one is soon worthless, and a renewal stays rare.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);

    public AccessToken Issue(DeviceIdentity device)
    {
        // The claims count whole seconds.
        var now = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = IDeviceTokens.Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = device.DeviceId.ToString(), [AppClaim] = device.App },
            SigningCredentials = _signing,
        });
        return new AccessToken(token, now + Lifetime);
    }

    public async Task<DeviceIdentity?> VerifyAsync(string token)
    {
        var verdict = await _handler.ValidateTokenAsync(token, _validation);
        return verdict.IsValid && verdict.SecurityToken is JsonWebToken jwt && _time.GetUtcNow() < jwt.ValidTo
            && Guid.TryParse(jwt.Subject, out var deviceId) && jwt.TryGetPayloadValue<string>(AppClaim, out var app)
            ? new DeviceIdentity(DeviceId.From(deviceId), app)
            : null;
    }
}

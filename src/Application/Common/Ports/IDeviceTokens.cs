using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Common.Ports;

/// <summary>An access token (JWT) and its end.</summary>
public sealed record AccessToken(string Value, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(access token)";
}

/// <summary>Whom an access token names.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="App">In the words of the contract: <c>tis</c>, <c>jeanne</c>.</param>
public sealed record DeviceIdentity(DeviceId DeviceId, string App);

/// <summary>Makes and reads the access tokens of devices. Nothing about them is stored: they live 15 minutes.</summary>
public interface IDeviceTokens
{
    /// <summary>The <c>iss</c> claim, by which a bearer token of ours is told from one of the staff directory.</summary>
    const string Issuer = "mobile-backend";

    AccessToken Issue(DeviceIdentity device);

    /// <summary>Null for anything but a token that we signed, for devices, that has not ended.</summary>
    Task<DeviceIdentity?> VerifyAsync(string token);
}

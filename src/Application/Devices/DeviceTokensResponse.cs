using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>What an app signs its calls with.</summary>
/// <param name="DeviceId">The anonymous account.</param>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer</c>.</param>
/// <param name="AccessTokenExpiresAt">15 minutes after it was made.</param>
/// <param name="RefreshToken">Good for one renewal, within 90 days.</param>
public sealed record DeviceTokensResponse(Guid DeviceId, string AccessToken, DateTimeOffset AccessTokenExpiresAt, string RefreshToken)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(DeviceTokensResponse);

    internal static DeviceTokensResponse From(Device device, IDeviceTokens tokens, string refreshToken)
    {
        var access = tokens.Issue(new DeviceIdentity(device.Id, device.App.Word()));
        return new DeviceTokensResponse(device.Id.Value, access.Value, access.ExpiresAt, refreshToken);
    }
}

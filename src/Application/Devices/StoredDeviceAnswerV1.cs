using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Devices;

/// <summary><c>refresh_tokens.answer</c>: the tokens that a refresh token was spent for.</summary>
/// <param name="DeviceId">The anonymous account.</param>
/// <param name="AccessToken">As the app sends it.</param>
/// <param name="AccessTokenExpiresAt">When it ends.</param>
/// <param name="RefreshToken">As the app sends it.</param>
internal sealed record StoredDeviceAnswerV1(Guid DeviceId, string AccessToken, DateTimeOffset AccessTokenExpiresAt, string RefreshToken) : IStoredForm
{
    public static string Name => "device-answer";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(tokens)";
}

using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>What is stored sealed about a device, and under which name.</summary>
internal static class DeviceSecrets
{
    public const string RefreshTokenPrefix = "rt";
    private const string PushTokenColumn = "devices:push_token";
    private const string AnswerColumn = "refresh_tokens:answer";

    public static SealedText SealPushToken(this IPersonalDataSealer sealer, DeviceId id, PushToken token) => sealer.Seal(PushTokenColumn, id.Value, token.Value);

    public static string? OpenPushToken(this IPersonalDataSealer sealer, Device device) =>
        device.PushToken is { } token ? sealer.Open(PushTokenColumn, device.Id.Value, token) : null;

    public static SealedText SealAnswer(this IPersonalDataSealer sealer, RefreshTokenId id, DeviceTokensResponse answer) => sealer.SealJson(AnswerColumn, id.Value, answer);

    public static DeviceTokensResponse OpenAnswer(this IPersonalDataSealer sealer, RefreshToken spent) =>
        sealer.OpenJson<DeviceTokensResponse>(AnswerColumn, spent.Id.Value, spent.Answer!.Value);

    /// <summary>In the words of the contract.</summary>
    public static string Word(this DeviceApp app) => app switch
    {
        DeviceApp.Tis => "tis",
        _ => "jeanne",
    };
}

using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>What is stored sealed about a device, and under which name.</summary>
public static class DeviceSecrets
{
    internal const string RefreshTokenPrefix = "rt";
    private const string PushTokenColumn = "devices:push_token";
    private const string AnswerColumn = "refresh_tokens:answer";

    public static string OpenPushToken(this IPersonalDataSealer sealer, DeviceId id, SealedText token) => sealer.Open(PushTokenColumn, id.Value, token);

    internal static SealedText SealPushToken(this IPersonalDataSealer sealer, DeviceId id, PushToken token) =>
        sealer.Seal(PushTokenColumn, id.Value, token.Value);

    internal static string? OpenPushToken(this IPersonalDataSealer sealer, Device device) =>
        device.PushToken is { } token ? sealer.OpenPushToken(device.Id, token) : null;

    internal static SealedText SealAnswer(this IPersonalDataSealer sealer, RefreshTokenId id, DeviceTokensResponse answer) =>
        sealer.SealForm(AnswerColumn, id.Value, ToStored(answer));

    internal static DeviceTokensResponse OpenAnswer(this IPersonalDataSealer sealer, RefreshToken spent) =>
        FromStored(sealer.OpenForm<StoredDeviceAnswerV1>(AnswerColumn, spent.Id.Value, spent.Answer!.Value));

    internal static StoredDeviceAnswerV1 ToStored(DeviceTokensResponse answer) =>
        new(answer.DeviceId, answer.AccessToken, answer.AccessTokenExpiresAt, answer.RefreshToken);

    internal static DeviceTokensResponse FromStored(StoredDeviceAnswerV1 stored) =>
        new(stored.DeviceId, stored.AccessToken, stored.AccessTokenExpiresAt, stored.RefreshToken);

    /// <summary>In the words of the contract.</summary>
    internal static string Word(this DeviceApp app) => app switch
    {
        DeviceApp.Tis => "tis",
        _ => "jeanne",
    };
}

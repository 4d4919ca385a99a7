using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>A device, to its holder.</summary>
/// <param name="Settings">As the app shows them.</param>
/// <param name="LastSeenAt">When the app last renewed its tokens.</param>
/// <param name="ErasureDueAt">Before this nothing is erased for want of use; null where nothing was announced.</param>
/// <param name="RevokedAt">From when no token of it is valid any more.</param>
/// <param name="RefreshTokens">Those that were issued and are kept, oldest first.</param>
internal sealed record DeviceExport(
    DeviceSettingsExport Settings,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? ErasureDueAt,
    DateTimeOffset? RevokedAt,
    IReadOnlyList<RefreshTokenExport> RefreshTokens)
{
    public static DeviceExport From(Device device, IReadOnlyList<RefreshTokenExport> refreshTokens, IPersonalDataSealer sealer) =>
        new(DeviceSettingsExport.From(device, sealer), device.LastSeenAt, device.ErasureDueAt, device.RevokedAt, refreshTokens);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(DeviceExport);
}

/// <param name="DeviceId">The anonymous account.</param>
/// <param name="App">Which app.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA id.</param>
/// <param name="PushToken">Null where nothing is pushed.</param>
/// <param name="QuietHours">On the person's clock; null where they want none.</param>
/// <param name="MaxMessagesPerDay">From all senders together.</param>
/// <param name="CreatedAt">When the account was opened.</param>
internal sealed record DeviceSettingsExport(
    Guid DeviceId,
    string App,
    string Platform,
    string Locale,
    string TimeZone,
    string? PushToken,
    QuietHoursExport? QuietHours,
    int MaxMessagesPerDay,
    DateTimeOffset CreatedAt)
{
    public static DeviceSettingsExport From(Device device, IPersonalDataSealer sealer) => new(
        device.Id.Value,
        device.App.Word(),
        Word(device.Platform),
        device.Locale,
        device.TimeZone,
        sealer.OpenPushToken(device),
        device.QuietHours is { } hours ? new QuietHoursExport(hours.Start, hours.End) : null,
        device.MaxMessagesPerDay,
        device.CreatedAt);

    private static string Word(DevicePlatform platform) => platform switch
    {
        DevicePlatform.Ios => "ios",
        DevicePlatform.Android => "android",
        DevicePlatform.Web => "web",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, message: null),
    };
}

/// <param name="Start">Clock time at which they begin.</param>
/// <param name="End">Clock time at which they end; may be of the next day.</param>
internal sealed record QuietHoursExport(TimeOnly Start, TimeOnly End);

/// <param name="IssuedAt">When the app got it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="SpentAt">When it was exchanged for the next.</param>
internal sealed record RefreshTokenExport(DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset? SpentAt);

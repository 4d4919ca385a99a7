using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Devices;

/// <summary>The settings of the calling device.</summary>
public sealed record GetMyDeviceQuery : IQuery<Result<DeviceResponse>>;

/// <summary>A device, to its holder.</summary>
/// <param name="DeviceId">The anonymous account.</param>
/// <param name="App">Which app.</param>
/// <param name="Platform">What it runs on.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA id.</param>
/// <param name="PushToken">Null where nothing is pushed.</param>
/// <param name="QuietHours">On the person's clock; null where they want none.</param>
/// <param name="MaxMessagesPerDay">From all senders together.</param>
/// <param name="CreatedAt">When the account was opened.</param>
public sealed record DeviceResponse(
    Guid DeviceId,
    DeviceApp App,
    DevicePlatform Platform,
    string Locale,
    string TimeZone,
    string? PushToken,
    QuietHoursResponse? QuietHours,
    int MaxMessagesPerDay,
    DateTimeOffset CreatedAt)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(DeviceResponse);

    internal static DeviceResponse From(Device device, IPersonalDataSealer sealer) => new(
        device.Id.Value,
        device.App,
        device.Platform,
        device.Locale,
        device.TimeZone,
        sealer.OpenPushToken(device),
        device.QuietHours is { } hours ? new QuietHoursResponse(hours.Start, hours.End) : null,
        device.MaxMessagesPerDay,
        device.CreatedAt);
}

/// <summary>A daily stretch of the person's clock in which nothing is pushed; it may cross midnight.</summary>
public sealed record QuietHoursResponse(TimeOnly Start, TimeOnly End);

internal sealed class GetMyDeviceHandler(IAppDbContext database, IPersonalDataSealer sealer, ICurrentCaller current)
    : IQueryHandler<GetMyDeviceQuery, Result<DeviceResponse>>
{
    public async Task<Result<DeviceResponse>> Handle(GetMyDeviceQuery query, CancellationToken cancellationToken) =>
        await database.Devices.AsNoTracking().OwnedBy(current.Caller).SingleOrDefaultAsync(cancellationToken) is { } device
            ? DeviceResponse.From(device, sealer)
            : CommonErrors.NotFound;
}

internal static class DeviceOwnership
{
    /// <summary>The device that is calling, none for a caller without one: the one place that decides it.</summary>
    public static IQueryable<Device> OwnedBy(this IQueryable<Device> devices, Caller caller) =>
        caller.DeviceId is { } id ? devices.Where(device => device.Id == id && device.RevokedAt == null) : devices.Where(_ => false);
}

using MobileBackend.Api.OpenApi;
using MobileBackend.Application.Devices;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Api.V1.Devices;

internal sealed class DeviceExamples : IApiExamples
{
    private static readonly Guid Id = Guid.Parse("019ab0f3-1a2b-7c3d-8e4f-5a6b7c8d9e0f");
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public IEnumerable<object> Values =>
    [
        new RegisterDeviceBody { App = DeviceApp.Tis, Platform = DevicePlatform.Android, Locale = "fr-FR", TimeZone = "Europe/Paris" },
        new RenewDeviceTokensBody { RefreshToken = "rt_019ab0f31a2b7c3d8e4f5a6b7c8d9e0f_…" },
        new UpdateDeviceBody { TimeZone = "Indian/Reunion", QuietHours = new QuietHoursBody { Start = new TimeOnly(21, 0), End = new TimeOnly(8, 0) } },
        new DeviceTokensResponse(Id, "eyJhbGciOiJIUzI1NiJ9.…", Now.AddMinutes(15), "rt_019ab0f31a2b7c3d8e4f5a6b7c8d9e0f_…"),
        new DeviceResponse(
            Id, DeviceApp.Tis, DevicePlatform.Android, "fr-FR", "Indian/Reunion", PushToken: null,
            new QuietHoursResponse(new TimeOnly(21, 0), new TimeOnly(8, 0)), MaxMessagesPerDay: 3, Now),
    ];
}

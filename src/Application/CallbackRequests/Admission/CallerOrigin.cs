using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Admission;

internal static class CallerOrigin
{
    public static CallbackOrigin ToOrigin(this Caller caller) => caller.Kind switch
    {
        CallerKind.Device => new CallbackOrigin(CallbackChannel.App, caller.App!, caller.DeviceId, null),
        CallerKind.PublishableKey => new CallbackOrigin(CallbackChannel.Site, caller.ApiKeyName!, null, caller.PartnerId),
        CallerKind.SecretKey => new CallbackOrigin(CallbackChannel.Partner, caller.ApiKeyName!, null, caller.PartnerId),
        _ => throw new InvalidOperationException($"A caller of kind {caller.Kind} creates no call back."),
    };
}

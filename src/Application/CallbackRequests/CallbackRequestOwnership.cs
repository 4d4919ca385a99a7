using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.CallbackRequests;

internal static class CallbackRequestOwnership
{
    /// <summary>The call backs that a caller may see and change: the one place that decides it.</summary>
    public static IQueryable<CallbackRequest> OwnedBy(this IQueryable<CallbackRequest> requests, Caller caller)
    {
        var single = CallbackRequestId.From(caller.FollowUpSubjectId ?? Guid.Empty);
        return caller.Kind switch
        {
            CallerKind.Device => requests.Where(request => request.Origin.DeviceId == caller.DeviceId),
            CallerKind.SecretKey => requests.Where(request => request.Origin.ApiKeyId == caller.ApiKeyId),
            CallerKind.FollowUp when caller.FollowUpSubject == FollowUpSubject.CallbackRequest => requests.Where(request => request.Id == single),
            _ => requests.Where(_ => false),
        };
    }

    public static CallbackOrigin ToOrigin(this Caller caller) => caller.Kind switch
    {
        CallerKind.Device => new CallbackOrigin(CallbackChannel.App, caller.App!, caller.DeviceId, null),
        CallerKind.PublishableKey => new CallbackOrigin(CallbackChannel.Site, caller.ApiKeyName!, null, caller.ApiKeyId),
        CallerKind.SecretKey => new CallbackOrigin(CallbackChannel.Partner, caller.ApiKeyName!, null, caller.ApiKeyId),
        _ => throw new InvalidOperationException($"A caller of kind {caller.Kind} creates no call back."),
    };
}

using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.CallbackRequests;

internal static class CallbackRequestOwnership
{
    /// <summary>The call backs that a caller may see and change: the one place that decides it.</summary>
    public static IQueryable<CallbackRequest> OwnedBy(this IQueryable<CallbackRequest> requests, Caller caller) => caller switch
    {
        { Kind: CallerKind.Device, DeviceId: { } deviceId } => requests.Where(request => request.Origin.DeviceId == deviceId),
        { Kind: CallerKind.SecretKey, PartnerId: { } partnerId } => requests.Where(request => request.Origin.PartnerId == partnerId),
        { Kind: CallerKind.FollowUp, FollowUpSubject: FollowUpSubject.CallbackRequest, FollowUpSubjectId: { } id } => requests.Only(CallbackRequestId.From(id)),
        _ => requests.Where(_ => false),
    };

    public static IQueryable<CallbackRequest> Only(this IQueryable<CallbackRequest> requests, CallbackRequestId id) =>
        requests.Where(request => request.Id == id);
}

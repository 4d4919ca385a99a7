using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.CallbackRequests;

internal sealed class RetireFollowUpTokenWhenClosed(IFollowUpTokens followUps) : IDomainEventHandler<CallbackClosed>
{
    public Task Handle(CallbackClosed @event, CancellationToken cancellationToken) =>
        followUps.RetireAsync(FollowUpSubject.CallbackRequest, @event.Request.Id.Value, @event.ClosedAt, cancellationToken);
}

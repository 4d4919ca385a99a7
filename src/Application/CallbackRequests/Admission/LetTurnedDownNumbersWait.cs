using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;

namespace MobileBackend.Application.CallbackRequests.Admission;

/// <summary>A person who did not want the call, or never asked for it, is not called again at once.</summary>
internal sealed class LetTurnedDownNumbersWait(IAppDbContext database, IOptions<CallbackSettings> settings) : IDomainEventHandler<NumberTurnedDown>
{
    public Task Handle(NumberTurnedDown @event, CancellationToken cancellationToken)
    {
        if (settings.Value.WaitAfterRefusal > TimeSpan.Zero && @event.Phone is not { SlotA: null, SlotB: null })
        {
            database.WaitingNumbers.Add(WaitingNumber.For(@event.Phone, settings.Value.WaitAfterRefusal, @event.At));
        }

        return Task.CompletedTask;
    }
}

using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Devices;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>Looks at once whether a day has begun for somebody who travels: theirs may begin sooner than it was reckoned.</summary>
internal sealed class PlanDaysOfMovedDevice(IAppDbContext database, TimeProvider time) : IDomainEventHandler<DeviceMoved>
{
    public async Task Handle(DeviceMoved @event, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var enrolment in await database.Enrolments.Where(known => known.DeviceId == @event.DeviceId).ToListAsync(cancellationToken))
        {
            enrolment.PlanAgainAt(now);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Promises;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>The calls that a person was promised. One whose time has passed without a try is said to be late, not hidden.</summary>
internal sealed class CallbackPromises(IAppDbContext database) : IPromiseSource
{
    /// <summary>A counsellor who calls a little before the time has called.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    public async Task<IReadOnlyList<PersonPromise>> ToAsync(DeviceId deviceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await database.CallbackRequests.AsNoTracking()
            .Where(request => request.Origin.DeviceId == deviceId && request.ClosedAt == null).OrderBy(request => request.Id).ToListAsync(cancellationToken);
        return [.. open.Select(request => Of(request, now))];
    }

    private static PersonPromise Of(CallbackRequest request, DateTimeOffset now)
    {
        var slot = request.ReservedSlot;
        var wasTried = request.Attempts.Any(attempt => attempt.AttemptedAt >= slot.StartsAt - Early);
        var state = slot.EndsAt <= now && !wasTried ? PromiseState.Late : PromiseState.Ahead;
        return new PersonPromise(
            PromiseKind.Callback,
            request.Id.Value,
            slot.StartsAt,
            slot.EndsAt,
            state,
            state == PromiseState.Late ? CallbackTexts.Late(slot) : wasTried ? CallbackTexts.TryingAgain() : CallbackTexts.Promised(slot));
    }
}

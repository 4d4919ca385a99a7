using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>The caller's own enrolments: finds them to read or to change, and begins one.</summary>
[SharedService]
internal sealed class OwnEnrolments(IAppDbContext database, EnrolmentOpener opener, IDeviceLocks devices, ICurrentCaller current)
{
    /// <summary>One to read; null where there is no such enrolment.</summary>
    public async Task<OpenEnrolment?> FindAsync(EnrolmentId id, CancellationToken cancellationToken)
    {
        var found = await database.Enrolments.OwnedBy(current.Caller).Where(enrolment => enrolment.Id == id).ToListAsync(cancellationToken);
        return found.Count == 0 ? null : (await opener.OpenAsync(found, cancellationToken)).SingleOrDefault();
    }

    /// <summary>One to change: held against an erasure until the transaction ends.</summary>
    public async Task<OpenEnrolment?> FindToChangeAsync(EnrolmentId id, CancellationToken cancellationToken) =>
        await HoldDeviceAsync(cancellationToken) ? await FindAsync(id, cancellationToken) : null;

    /// <summary>All of them to read, oldest first.</summary>
    public async Task<IReadOnlyList<OpenEnrolment>> FindAllAsync(CancellationToken cancellationToken) =>
        await opener.OpenAsync(
            await database.Enrolments.OwnedBy(current.Caller).OrderBy(enrolment => enrolment.Id).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>All of them to change: held against an erasure until the transaction ends.</summary>
    public async Task<IReadOnlyList<OpenEnrolment>> FindAllToChangeAsync(CancellationToken cancellationToken) =>
        await HoldDeviceAsync(cancellationToken) ? await FindAllAsync(cancellationToken) : [];

    /// <summary>Begins a programme in which the caller does not take part yet.</summary>
    /// <param name="programme">Which.</param>
    /// <param name="begin">Its first state, by its id and the person's day, or why it cannot be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Result<OpenEnrolment>> BeginAsync(
        ProgrammeDefinition programme, Func<EnrolmentId, DateOnly, Result<EnrolmentState>> begin, CancellationToken cancellationToken)
    {
        if (!await HoldDeviceAsync(cancellationToken))
        {
            return CommonErrors.Unauthenticated;
        }

        return await database.Enrolments.OwnedBy(current.Caller).AnyAsync(known => known.Programme == programme.Slug, cancellationToken)
            ? EnrolmentErrors.AlreadyEnrolled
            : await opener.BeginAsync(current.Caller.DeviceId!.Value, programme, begin, cancellationToken);
    }

    private async Task<bool> HoldDeviceAsync(CancellationToken cancellationToken) =>
        current.Caller.DeviceId is { } deviceId && await devices.ShareAsync(deviceId, cancellationToken);
}

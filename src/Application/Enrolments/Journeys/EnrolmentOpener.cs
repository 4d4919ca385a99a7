using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Reads enrolments with all that deciding on them takes, and opens what is sealed.</summary>
[SharedService]
internal sealed class EnrolmentOpener(IAppDbContext database, IProgrammeCatalogue programmes, IPersonalDataSealer sealer, TimeProvider time)
{
    /// <summary>Opens any number of enrolments with as many queries as one. Those whose device is gone are left out.</summary>
    public async Task<IReadOnlyList<OpenEnrolment>> OpenAsync(IReadOnlyList<Enrolment> enrolments, CancellationToken cancellationToken)
    {
        var open = await OpenerForAsync(enrolments, cancellationToken);
        return [.. enrolments.Select(open).OfType<OpenEnrolment>()];
    }

    /// <summary>Adds a new enrolment of a device, and opens it.</summary>
    /// <param name="deviceId">Whose.</param>
    /// <param name="programme">Which.</param>
    /// <param name="begin">Its first state, by its id and the person's day, or why it cannot be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Result<OpenEnrolment>> BeginAsync(
        DeviceId deviceId, ProgrammeDefinition programme, Func<EnrolmentId, DateOnly, Result<EnrolmentState>> begin, CancellationToken cancellationToken)
    {
        var device = await database.Devices.AsNoTracking().SingleAsync(known => known.Id == deviceId, cancellationToken);
        var now = time.GetUtcNow();
        var id = EnrolmentId.From(Guid.CreateVersion7(now));
        var state = begin(id, LocalClock.In(device.TimeZone).DateAt(now));
        if (state.IsFailure)
        {
            return state.Error;
        }

        var enrolment = Enrolment.Begin(id, deviceId, ProgrammeVersionRef.Of(programme), sealer.SealState(id, state.Value), now, now);
        database.Enrolments.Add(enrolment);
        return (await OpenAsync([enrolment], cancellationToken)).Single();
    }

    /// <summary>Reads all that opening some enrolments takes, so that each can then be opened, or fail to be, on its own.</summary>
    /// <returns>Opens one of them; null where its device is gone.</returns>
    public async Task<Func<Enrolment, OpenEnrolment?>> OpenerForAsync(IReadOnlyList<Enrolment> enrolments, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var people = enrolments.Select(enrolment => enrolment.DeviceId).Distinct().ToList();
        var devices = await database.Devices.AsNoTracking()
            .Where(device => people.Contains(device.Id) && device.RevokedAt == null).ToDictionaryAsync(device => device.Id, cancellationToken);
        var known = enrolments.Select(enrolment => enrolment.Id).ToList();
        var others = await database.Enrolments.AsNoTracking()
            .Where(enrolment => people.Contains(enrolment.DeviceId) && !known.Contains(enrolment.Id)).ToListAsync(cancellationToken);
        var enrolmentsOf = enrolments.Concat(others).ToLookup(enrolment => enrolment.DeviceId);
        var pushes = await PushesAheadAsync(people, now, cancellationToken);
        var definitions = await DefinitionsOfAsync(enrolments.Concat(others), cancellationToken);

        return enrolment => devices.TryGetValue(enrolment.DeviceId, out var device)
            ? Open(enrolment, device, FollowsOther(enrolment, LocalClock.In(device.TimeZone).DateAt(now)))
            : null;

        ProgrammeDefinition? DefinitionOf(Enrolment enrolment) => definitions[enrolment.Follows];

        bool FollowsOther(Enrolment enrolment, DateOnly today) => enrolmentsOf[enrolment.DeviceId]
            .Any(other => other.Id != enrolment.Id && other.IsFollowed(sealer.OpenState(other), DefinitionOf(other), today));

        OpenEnrolment Open(Enrolment enrolment, Device device, bool followsOther)
        {
            var state = sealer.OpenState(enrolment);
            return new OpenEnrolment(
                enrolment,
                device,
                DefinitionOf(enrolment) ?? throw new InvalidOperationException($"An enrolment follows '{enrolment.Programme}', which there is not."),
                state.With(state.Journey with { IsOnOtherProgramme = followsOther }),
                pushes.GetValueOrDefault(enrolment.DeviceId),
                time.GetUtcNow());
        }
    }

    private Task<Dictionary<DeviceId, int>> PushesAheadAsync(List<DeviceId> people, DateTimeOffset now, CancellationToken cancellationToken) => database.Pushes
        .Where(push => people.Contains(push.DeviceId) && push.Status == PushStatus.Planned && push.CountsTowardsCeiling && push.ExpiresAt > now)
        .GroupBy(push => push.DeviceId).Select(person => new { person.Key, Count = person.Count() })
        .ToDictionaryAsync(person => person.Key, person => person.Count, cancellationToken);

    private async Task<Dictionary<ProgrammeVersionRef, ProgrammeDefinition?>> DefinitionsOfAsync(
        IEnumerable<Enrolment> enrolments, CancellationToken cancellationToken)
    {
        var definitions = new Dictionary<ProgrammeVersionRef, ProgrammeDefinition?>();
        foreach (var version in enrolments.Select(enrolment => enrolment.Follows).Distinct())
        {
            // A version that is not there, or that this release cannot read, is stood in for by the newest: keys keep their meaning across versions.
            definitions[version] = await programmes.FindAsync(version, cancellationToken) ?? programmes.Find(version.Slug);
        }

        return definitions;
    }
}

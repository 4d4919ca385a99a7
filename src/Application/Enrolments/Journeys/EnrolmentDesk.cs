using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Messages;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Opens enrolments, plans their days, and keeps what came of it, within the running transaction.</summary>
[SharedService]
internal sealed class EnrolmentDesk(
    IAppDbContext database, IProgrammeCatalogue programmes, IPersonalDataSealer sealer, IInbox inbox, IDeviceLocks devices, ICurrentCaller current, TimeProvider time)
{
    /// <summary>The caller's own; null where there is no such enrolment.</summary>
    public async Task<OpenEnrolment?> FindOwnAsync(Guid id, CancellationToken cancellationToken)
    {
        var enrolmentId = EnrolmentId.From(id);
        return await database.Enrolments.OwnedBy(current.Caller).Where(enrolment => enrolment.Id == enrolmentId).ToListAsync(cancellationToken) is { Count: 1 } found
            ? (await OpenAsync(found, cancellationToken)).SingleOrDefault()
            : null;
    }

    /// <summary>The same, held against an erasure until the transaction ends.</summary>
    public async Task<OpenEnrolment?> FindOwnToChangeAsync(Guid id, CancellationToken cancellationToken) =>
        current.Caller.DeviceId is { } deviceId && await devices.ShareAsync(deviceId, cancellationToken) ? await FindOwnAsync(id, cancellationToken) : null;

    /// <summary>All of the caller's own, oldest first.</summary>
    public async Task<IReadOnlyList<OpenEnrolment>> FindAllOwnAsync(CancellationToken cancellationToken) =>
        await OpenAsync(
            await database.Enrolments.OwnedBy(current.Caller).OrderBy(enrolment => enrolment.Id).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The same, held against an erasure until the transaction ends.</summary>
    public async Task<IReadOnlyList<OpenEnrolment>> FindAllOwnToChangeAsync(CancellationToken cancellationToken) =>
        current.Caller.DeviceId is { } deviceId && await devices.ShareAsync(deviceId, cancellationToken) ? await FindAllOwnAsync(cancellationToken) : [];

    /// <summary>Opens any number of enrolments with as many queries as one. Those whose device is gone are left out.</summary>
    public async Task<IReadOnlyList<OpenEnrolment>> OpenAsync(IReadOnlyList<Enrolment> enrolments, CancellationToken cancellationToken)
    {
        var open = await OpenerForAsync(enrolments, cancellationToken);
        return [.. enrolments.Select(open).OfType<OpenEnrolment>()];
    }

    /// <summary>Reads all that opening some enrolments takes, so that each can then be opened, or fail to be, on its own.</summary>
    /// <returns>Opens one of them; null where its device is gone.</returns>
    public async Task<Func<Enrolment, OpenEnrolment?>> OpenerForAsync(IReadOnlyList<Enrolment> enrolments, CancellationToken cancellationToken)
    {
        var deviceIds = enrolments.Select(enrolment => DeviceId.From(enrolment.DeviceId)).Distinct().ToList();
        var people = deviceIds.ConvertAll(id => id.Value);
        var devicesById = await database.Devices.AsNoTracking()
            .Where(device => deviceIds.Contains(device.Id) && device.RevokedAt == null).ToDictionaryAsync(device => device.Id.Value, cancellationToken);
        var known = enrolments.Select(enrolment => enrolment.Id).ToList();
        var others = await database.Enrolments.AsNoTracking().Where(enrolment => people.Contains(enrolment.DeviceId) && !known.Contains(enrolment.Id)).ToListAsync(cancellationToken);
        var enrolmentsOf = enrolments.Concat(others).ToLookup(enrolment => enrolment.DeviceId);
        var now = time.GetUtcNow();
        var pushesOf = await database.Pushes
            .Where(push => people.Contains(push.DeviceId) && push.Status == PushStatus.Planned && push.CountsTowardsCeiling && push.ExpiresAt > now)
            .GroupBy(push => push.DeviceId).Select(person => new { person.Key, Count = person.Count() })
            .ToDictionaryAsync(person => person.Key, person => person.Count, cancellationToken);
        var definitions = new Dictionary<(string, int), ProgrammeDefinition?>();
        foreach (var (slug, version) in enrolments.Concat(others).Select(enrolment => (enrolment.Programme, enrolment.Version)).Distinct())
        {
            // A version that is not there, or that this release cannot read, is stood in for by the newest: keys keep their meaning across versions.
            definitions[(slug, version)] = await programmes.FindAsync(slug, version, cancellationToken) ?? programmes.Find(slug);
        }

        return enrolment => devicesById.TryGetValue(enrolment.DeviceId, out var device)
            ? Open(
                enrolment,
                device,
                DefinitionOf(enrolment),
                enrolmentsOf[enrolment.DeviceId].Any(other => other.Id != enrolment.Id && IsFollowed(other, DefinitionOf(other), LocalClock.In(device.TimeZone).DateAt(now))),
                pushesOf.GetValueOrDefault(enrolment.DeviceId))
            : null;

        ProgrammeDefinition? DefinitionOf(Enrolment enrolment) => definitions[(enrolment.Programme, enrolment.Version)];
    }

    /// <summary>Changes the ground of a person's plan: only what is neither done nor sent is planned anew.</summary>
    /// <param name="id">The caller's own enrolment.</param>
    /// <param name="change">What is to be so, or why not.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Result<EnrolmentResponse>> ChangeAsync(Guid id, Func<OpenEnrolment, Result<EnrolmentState>> change, CancellationToken cancellationToken)
    {
        if (await FindOwnToChangeAsync(id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        var changed = change(open);
        return changed.IsFailure ? changed.Error : EnrolmentResponse.From(await ReplanAsync(open.With(changed.Value), cancellationToken));
    }

    /// <summary>Does without the push of what was done before its time came; the message stays.</summary>
    public async Task CallOffAsync(OpenEnrolment open, IEnumerable<Offer> offers, CancellationToken cancellationToken)
    {
        foreach (var offer in offers)
        {
            await inbox.CancelPushAsync(InboxTopic.Coaching, open.Enrolment.Id.Value, CoachingTexts.StepOf(offer), cancellationToken);
        }
    }

    /// <summary>The person did something: keeps it, and plans what follows from it for today.</summary>
    /// <returns>What is now so.</returns>
    public OpenEnrolment Keep(OpenEnrolment open) => Plan(open.With(open.State.With(open.Journey.ActiveOn(open.Today))));

    /// <summary>
    /// The ground of the plan moved: what was planned for later today, and is neither told nor done, is taken back before the day is planned again.
    /// </summary>
    public async Task<OpenEnrolment> ReplanAsync(OpenEnrolment open, CancellationToken cancellationToken)
    {
        var untold = await inbox.TakeBackAsync(InboxTopic.Coaching, open.Enrolment.Id.Value, cancellationToken);
        open = open with { PushesAhead = open.PushesAhead - untold.Pushes };
        if (open.Journey.PausedOn is not null || open.State.Messaging.Frequency == MessageFrequency.None)
        {
            await inbox.WithdrawAsync(InboxTopic.Coaching, open.Enrolment.Id.Value, plannedSteps: null, cancellationToken);
        }

        var journey = open.Journey with
        {
            Offers = open.Journey.Offers.RemoveAll(offer => untold.Steps.Contains(CoachingTexts.StepOf(offer)) && !open.Journey.Done.ContainsKey(offer.Occurrence)),
        };
        return Keep(open.With(open.State.With(journey)));
    }

    /// <summary>Plans the person's day as far as it is not planned yet, tells them, and keeps the state.</summary>
    public OpenEnrolment Plan(OpenEnrolment open)
    {
        var plan = Planner.Plan(open.Programme, open.Journey, open.Today);
        var messages = open.Journey.PausedOn is null ? Delivery.Of(plan, open.State.Messaging, open.Reach, open.Now) : [];
        var journey = messages.Aggregate(open.Journey, (told, message) => told.Offered(new Offer(message.Planned.Activity.Key, message.Planned.Occurrence, open.Today)));
        var state = open.State.With(journey);
        var kept = open.With(state with { Badges = state.Badges.AddRange(NewBadges(open.Programme, state, open.Today)) }) with
        {
            PushesAhead = open.PushesAhead + messages.Count(message => message.PushUntil is not null),
        };

        // Written first and told last: one that cannot be written leaves nobody half told.
        var offers = journey.Offers.ToDictionary(offer => offer.Occurrence, StringComparer.Ordinal);
        var (drafts, text) = (messages.Select(message => CoachingTexts.Message(open, message, offers[message.Planned.Occurrence])).ToList(), sealer.SealState(open.Enrolment.Id, kept.State));
        drafts.ForEach(inbox.Tell);
        open.Enrolment.Keep(text, NextPlanning(kept));
        return kept;
    }

    /// <summary>Whether its programme is not over. Who pauses goes on later.</summary>
    private bool IsFollowed(Enrolment enrolment, ProgrammeDefinition? programme, DateOnly today)
    {
        var journey = sealer.OpenState(enrolment).Journey;
        return journey.PausedOn is not null || (enrolment.PlanDueAt is not null && programme is not null && Planner.PhaseOn(programme, journey, today) is not { IsQuiet: true });
    }

    private OpenEnrolment Open(Enrolment enrolment, Device device, ProgrammeDefinition? programme, bool isOnOther, int pushesAhead)
    {
        var state = sealer.OpenState(enrolment);
        return new OpenEnrolment(
            enrolment,
            device,
            programme ?? throw new InvalidOperationException($"Somebody takes part in '{enrolment.Programme}', which there is not."),
            state.With(state.Journey with { IsOnOtherProgramme = isOnOther }),
            pushesAhead,
            time.GetUtcNow());
    }

    /// <summary>What was done today counts today.</summary>
    private static IEnumerable<KeyValuePair<string, DateOnly>> NewBadges(ProgrammeDefinition programme, EnrolmentState state, DateOnly today) =>
        Badges.Newly(programme, state.Journey, today, [.. state.Badges.Keys]).Select(badge => KeyValuePair.Create(badge.Key, today));

    /// <summary>The beginning of the person's next day, for as long as there may be something in it.</summary>
    private static DateTimeOffset? NextPlanning(OpenEnrolment open)
    {
        var tomorrow = open.Today.AddDays(1);
        return open.Journey.PausedOn is null && Planner.LastDay(open.Programme, open.Journey) >= tomorrow ? open.Clock.ToInstant(tomorrow, TimeOnly.MinValue) : null;
    }
}

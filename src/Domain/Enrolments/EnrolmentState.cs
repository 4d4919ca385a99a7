using System.Collections.Immutable;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments;

/// <summary>All that is kept of somebody's way through a programme. It never changes: what the person does or tells makes another, or is refused.</summary>
public sealed record EnrolmentState
{
    /// <summary>How long ago somebody who has quit already may have done so: the weeks after it are what the programmes are about.</summary>
    public const int EarliestQuitDay = -30;

    /// <summary>Longest that something may lie back that is told only now, in days.</summary>
    public const int LongestAgo = 14;

    public required Journey Journey { get; init; }

    /// <summary>How the person wants to hear from the programme.</summary>
    public required Messaging Messaging { get; init; }

    /// <summary>The badges given, and on which of the person's days.</summary>
    public ImmutableDictionary<string, DateOnly> Badges { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;

    /// <summary>What they save for; null for nothing in particular.</summary>
    public SavingsGoal? SavingsGoal { get; init; }

    /// <summary>The beginning of somebody's way.</summary>
    /// <param name="id">Of the enrolment.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="goal">What they want.</param>
    /// <param name="quitDate">Only for <see cref="GoalKind.Quit"/>; where it is left open, one is proposed that leaves time to prepare.</param>
    /// <param name="profile">What they told of themselves.</param>
    /// <param name="messaging">How they want to hear.</param>
    /// <param name="today">The person's.</param>
    public static Result<EnrolmentState> Begin(
        EnrolmentId id,
        ProgrammeDefinition programme,
        GoalKind goal,
        DateOnly? quitDate,
        ImmutableDictionary<string, Answer> profile,
        Messaging messaging,
        DateOnly today)
    {
        var journey = new Journey { Id = id.Value, Goal = goal, EnrolledOn = today, LastActiveOn = today, Profile = profile };
        return Aim(journey, programme, goal, quitDate, today).Map(aimed => new EnrolmentState { Journey = aimed, Messaging = messaging });
    }

    /// <summary>Sets or moves the quit date; after a relapse it opens the next attempt. What was done and told stays.</summary>
    public Result<EnrolmentState> QuitOn(ProgrammeDefinition programme, DateOnly date, DateOnly today) =>
        Journey.Goal == GoalKind.Quit ? SetQuitDate(Journey, programme, date, today).Map(With) : EnrolmentErrors.NotQuitting;

    /// <summary>Changes what the person wants.</summary>
    public Result<EnrolmentState> AimFor(ProgrammeDefinition programme, GoalKind goal, DateOnly? quitDate, DateOnly today) =>
        Aim(Journey, programme, goal, quitDate, today).Map(With);

    /// <summary>Notes a lapse: the attempt and all its counters go on.</summary>
    public Result<EnrolmentState> Lapse(Lapse lapse) =>
        IsInAttempt(lapse.Day) ? With(Journey.Lapsed(lapse)) : EnrolmentErrors.NotQuitting;

    /// <summary>Notes a relapse: the attempt ends with what it reached, and another may begin.</summary>
    public Result<EnrolmentState> Relapse(DateOnly day, DateOnly today) =>
        IsInAttempt(day) ? With(Journey.Relapsed(day, today)) : EnrolmentErrors.NotQuitting;

    /// <summary>Takes a lapse back that was told by mistake, while its attempt goes on.</summary>
    public Result<EnrolmentState> TakeBack(Lapse lapse) => Journey.WithoutLapse(lapse) is { } journey ? With(journey) : EnrolmentErrors.CannotBeTakenBack;

    /// <summary>Takes a relapse back that was told by mistake, until another attempt or goal has begun.</summary>
    public Result<EnrolmentState> TakeBackRelapse(DateOnly day, DateOnly toldOn) =>
        Journey.WithoutRelapse(day, toldOn) is { } journey ? With(journey) : EnrolmentErrors.CannotBeTakenBack;

    public EnrolmentState Pause(DateOnly today) => Journey.PausedOn is null ? With(Journey with { PausedOn = today }) : this;

    public EnrolmentState Resume() => With(Journey with { PausedOn = null });

    /// <summary>Whether pushes may go to the person's phone at all.</summary>
    public bool AllowsPushes => Journey.PausedOn is null && Messaging.Frequency != MessageFrequency.None;

    /// <summary>Notes that the person is here, whatever they came for.</summary>
    public EnrolmentState ActiveOn(DateOnly today) => With(Journey.ActiveOn(today));

    /// <summary>Without offers whose messages were withdrawn before their time came, so that the day can be planned anew. What is done stays.</summary>
    /// <param name="numbers">Those of the offers.</param>
    public EnrolmentState WithoutOffers(IReadOnlySet<int> numbers) => With(Journey with
    {
        Offers = Journey.Offers.RemoveAll(offer => numbers.Contains(offer.Number) && !Journey.Done.ContainsKey(offer.Occurrence)),
    });

    /// <summary>All that was ever offered and that the programme still knows, the latest first.</summary>
    public IEnumerable<OfferedActivity> Offered(ProgrammeDefinition programme) =>
        from offer in Journey.Offers.Reverse()
        let activity = programme.FindActivity(offer.Activity)
        where activity is not null
        select new OfferedActivity(
            new PlannedActivity(activity, offer.Occurrence, activity.When.Facts, offer.Day.AddDays(activity.OpenFor), IsNew: false), offer.Day);

    /// <summary>What was offered on earlier days, is open and not done; the latest first, each activity once.</summary>
    public IEnumerable<OfferedActivity> StillOpen(ProgrammeDefinition programme, DateOnly today) =>
        Offered(programme).Where(offered => offered.OfferedOn < today && offered.IsOpenOn(today) && !Journey.Done.ContainsKey(offered.Occurrence))
            .DistinctBy(offered => offered.Activity.Key);

    /// <summary>
    /// Does an activity that was offered. Done again, it changes its answers alone, and nothing once it is closed; what was not done by then is refused.
    /// </summary>
    public Result<EnrolmentState> Complete(OfferedActivity offered, ImmutableDictionary<string, Answer> answers, DateOnly today) =>
        offered.IsOpenOn(today) ? With(Journey.Completed(offered.Occurrence, today).Answered(offered.Activity, offered.Occurrence, answers))
        : Journey.Done.ContainsKey(offered.Occurrence) ? this
        : EnrolmentErrors.ActivityClosed;

    /// <summary>Notes what an instrument came to: every open activity that leads to it is done.</summary>
    /// <param name="programme">The version that they follow.</param>
    /// <param name="code">Of the instrument.</param>
    /// <param name="band">Null for an instrument without bands.</param>
    /// <param name="today">The person's.</param>
    public EnrolmentState Assessed(ProgrammeDefinition programme, string code, string? band, DateOnly today) => With(
        Offered(programme).Where(offered => offered.Activity.LeadsTo(code) && offered.IsOpenOn(today))
            .Aggregate(band is null ? Journey : Journey.Assessed(code, band, today), (done, offered) => done.Completed(offered.Occurrence, today)));

    /// <summary>Plans the person's day as far as it is not planned yet, and gives the badges that they have earned.</summary>
    /// <param name="programme">The version that they follow.</param>
    /// <param name="reach">How much more they want to be disturbed today.</param>
    /// <param name="today">The person's.</param>
    /// <param name="now">The instant.</param>
    public PlannedDay PlanDay(ProgrammeDefinition programme, Reach reach, DateOnly today, DateTimeOffset now)
    {
        var messages = Journey.PausedOn is null ? Delivery.Of(Planner.Plan(programme, Journey, today), Messaging, reach, now) : [];
        var journey = messages.Select(message => message.Planned)
            .Aggregate(Journey, (offered, planned) => offered.Offered(new Offer(planned.Activity.Key, planned.Occurrence, today)));
        var offers = journey.Offers.ToDictionary(offer => offer.Occurrence, StringComparer.Ordinal);
        var state = With(journey);
        return new PlannedDay(
            state with { Badges = state.Badges.AddRange(state.NewBadges(programme, today)) },
            [.. messages.Select(message => new PlannedOffer(offers[message.Planned.Occurrence], message))],
            state.NextPlanning(programme, reach.Clock, today));
    }

    /// <summary>Never the content.</summary>
    public override string ToString() => "(enrolment)";

    /// <summary>The same person, further on their way.</summary>
    public EnrolmentState With(Journey journey) => this with { Journey = journey };

    private static Result<Journey> Aim(Journey journey, ProgrammeDefinition programme, GoalKind goal, DateOnly? quitDate, DateOnly today)
    {
        if (programme.Find(goal) is not { } offered)
        {
            return EnrolmentErrors.GoalNotOffered.At("goal");
        }

        var aimed = journey.AimingFor(goal, today);
        if (goal != GoalKind.Quit)
        {
            return quitDate is null ? aimed : EnrolmentErrors.QuitDateWithoutQuitting.At("quitDate");
        }

        return quitDate is null && aimed.Attempt is not null ? aimed : SetQuitDate(aimed, programme, quitDate ?? today.AddDays(offered.ProposedQuitDay), today);
    }

    private static Result<Journey> SetQuitDate(Journey journey, ProgrammeDefinition programme, DateOnly date, DateOnly today)
    {
        if (date == journey.QuitDate)
        {
            return journey;
        }

        var goal = programme.Find(GoalKind.Quit);
        var latest = goal?.LatestQuitDay ?? 0;
        var ahead = date.DayNumber - today.DayNumber;
        if (ahead < EarliestQuitDay || ahead > latest)
        {
            return EnrolmentErrors.QuitDateOutOfRange(latest).At("quitDate");
        }

        var quitting = journey.QuittingOn(date, today);
        // The day that ended an attempt adds nothing to it, and may be the first of the next.
        if (quitting.Attempts.Any(attempt => date < attempt.EndedOn))
        {
            return EnrolmentErrors.QuitDateInEarlierAttempt.At("quitDate");
        }

        // A date for which the weeks of the programme leave no room begins them again.
        return goal is { IsIndependentOfQuitDate: true } && date > quitting.GoalSince.AddDays(latest) ? quitting.BeginningAgainOn(today, journey) : quitting;
    }

    /// <summary>What was done today counts today.</summary>
    private IEnumerable<KeyValuePair<string, DateOnly>> NewBadges(ProgrammeDefinition programme, DateOnly today) =>
        Benefits.Badges.Newly(programme, Journey, today, [.. Badges.Keys]).Select(badge => KeyValuePair.Create(badge.Key, today));

    /// <summary>The beginning of the person's next day, for as long as there may be something in it.</summary>
    private DateTimeOffset? NextPlanning(ProgrammeDefinition programme, LocalClock clock, DateOnly today)
    {
        var tomorrow = today.AddDays(1);
        return Journey.PausedOn is null && Planner.LastDay(programme, Journey) >= tomorrow ? clock.ToInstant(tomorrow, TimeOnly.MinValue) : null;
    }

    private bool IsInAttempt(DateOnly day) => Journey.QuitDate is { } quitDate && day >= quitDate;
}

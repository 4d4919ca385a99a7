using System.Collections.Immutable;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Journeys;

/// <summary>
/// All that is known about one person's way through a programme, by their own days. It never changes: what happens makes another. The same
/// journey and the same day always lead to the same plan.
/// </summary>
public sealed record Journey
{
    /// <summary>More than say anything about what helps.</summary>
    private const int MostCravings = 500;

    /// <summary>Sets people apart where nothing else does: of equals, each gets another first.</summary>
    public required Guid Id { get; init; }

    public required GoalKind Goal { get; init; }

    /// <summary>Their first day; the first goal counts from it, and so does <see cref="EngagementFloor"/> whatever the goal.</summary>
    public required DateOnly EnrolledOn { get; init; }

    /// <summary>
    /// The day on which the present goal was chosen in place of another, or its weeks begun again; null while it is the first, gone through once.
    /// </summary>
    public DateOnly? GoalChangedOn { get; init; }

    /// <summary>How many times the weeks of the goal were begun again: what belongs to them then comes again.</summary>
    public int TimesBegunAgain { get; init; }

    /// <summary>
    /// What was so before another goal, or another date, was chosen today, for those who come back to it before the day is over. Null where nothing ever
    /// was.
    /// </summary>
    public LeftGoal? Left { get; init; }

    /// <summary>Day 0 of <see cref="AnchorKind.Enrolment"/>: whoever turns to another goal begins with its first phase.</summary>
    public DateOnly GoalSince => GoalChangedOn ?? EnrolledOn;

    /// <summary>What the person said about themselves, by question.</summary>
    public ImmutableDictionary<string, Answer> Profile { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>What came of activities that asked something, by <c>activity.question</c>; the latest answer.</summary>
    public ImmutableDictionary<string, Answer> Answers { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>What was answered to surveys, by <c>occurrence.question</c>: what is answered in one attempt says nothing of another.</summary>
    public ImmutableDictionary<string, Answer> SurveyAnswers { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>Attempts at quitting, in order; the last one without an end is the present one. Empty before there is a quit date.</summary>
    public ImmutableList<Attempt> Attempts { get; init; } = [];

    /// <summary>What was offered, in order.</summary>
    public ImmutableList<Offer> Offers { get; init; } = [];

    /// <summary>When what was offered was done, by <see cref="Offer.Occurrence"/>.</summary>
    public ImmutableDictionary<string, DateOnly> Done { get; init; } = ImmutableDictionary<string, DateOnly>.Empty;

    public ImmutableList<Craving> Cravings { get; init; } = [];

    /// <summary>What was used on each day that something was written for.</summary>
    public ImmutableSortedDictionary<DateOnly, int> Diary { get; init; } = ImmutableSortedDictionary<DateOnly, int>.Empty;

    /// <summary>The latest band of each assessment, by its code.</summary>
    public ImmutableDictionary<string, AssessedBand> Bands { get; init; } = ImmutableDictionary<string, AssessedBand>.Empty;

    /// <summary>The last day on which the person did anything here: by the service's clock, not by what they say when it happened.</summary>
    public required DateOnly LastActiveOn { get; init; }

    /// <summary>From when nothing is offered; null while the journey goes on.</summary>
    public DateOnly? PausedOn { get; init; }

    /// <summary>Whether they are on the other programme too.</summary>
    public bool IsOnOtherProgramme { get; init; }

    /// <summary>The attempt that is under way or ahead; null where none is.</summary>
    public Attempt? Attempt => Attempts is [.., { EndedOn: null } present] ? present : null;

    /// <summary>Null for other goals: somebody who cuts down now may have had one.</summary>
    public DateOnly? QuitDate => Goal == GoalKind.Quit ? Attempt?.QuitDate : null;

    /// <summary>The lapses of the present attempt that lie in it: moving the quit date leaves some before it.</summary>
    public IEnumerable<Lapse> Lapses => Attempt?.Lapses.Where(lapse => lapse.Day >= Attempt.QuitDate) ?? [];

    /// <summary>The number of the day: from the quit date, or where there is none from <see cref="GoalSince"/>, as the days of the phases do.</summary>
    public int DayNumber(DateOnly day) => day.DayNumber - (QuitDate ?? GoalSince).DayNumber;

    /// <summary>How many activities were done before a day.</summary>
    public int DoneBefore(DateOnly day) => Done.Values.Count(done => done < day);

    /// <summary>Notes that something was offered; once.</summary>
    public Journey Offered(Offer offer) => Offers.Exists(known => known.Occurrence == offer.Occurrence)
        ? this
        : this with { Offers = Offers.Add(offer with { Number = Offers.Select(known => known.Number).DefaultIfEmpty().Max() + 1 }) };

    /// <summary>Notes that something was done; the first time counts.</summary>
    public Journey Completed(string occurrence, DateOnly day) => Done.ContainsKey(occurrence) ? this : this with { Done = Done.Add(occurrence, day) };

    /// <summary>Notes that the person is here, whatever they came for.</summary>
    public Journey ActiveOn(DateOnly today) => today > LastActiveOn ? this with { LastActiveOn = today } : this;

    /// <summary>Keeps what was answered in an activity, over what was answered there before.</summary>
    /// <param name="activity">Which.</param>
    /// <param name="occurrence">Which of its times.</param>
    /// <param name="answers">By question.</param>
    public Journey Answered(Activity activity, string occurrence, IReadOnlyCollection<KeyValuePair<string, Answer>> answers)
    {
        return this with
        {
            Answers = Answers.SetItems(By(activity.Key)),
            SurveyAnswers = activity.Kind == ActivityKind.Survey ? SurveyAnswers.SetItems(By(occurrence)) : SurveyAnswers,
        };

        IEnumerable<KeyValuePair<string, Answer>> By(string name) => answers.Select(answer => KeyValuePair.Create($"{name}.{answer.Key}", answer.Value));
    }

    /// <summary>
    /// Chooses another goal, whose phases begin today. An attempt that had begun ends with the goal of quitting, one that lay ahead is given up; quitting
    /// needs a date of its own (<see cref="QuittingOn"/>). Whoever comes back the same day finds all as they left it.
    /// </summary>
    public Journey AimingFor(GoalKind goal, DateOnly today)
    {
        if (goal == Goal)
        {
            return this;
        }

        return Left is { } left && left.On == today && left.Goal == goal && HasToldNothingSince(left)
            ? BackTo(left)
            : this with { Goal = goal, GoalChangedOn = today, Attempts = AttemptsLeft(today), Left = LeftOn(today) };
    }

    /// <summary>Goes through the phases of the present goal from the first one again. What was done and told stays.</summary>
    /// <param name="today">From when.</param>
    /// <param name="before">What was so before the date that made it necessary was chosen.</param>
    public Journey BeginningAgainOn(DateOnly today, Journey before) =>
        this with { GoalChangedOn = today, TimesBegunAgain = before.TimesBegunAgain + 1, Left = before.LeftOn(today) };

    /// <summary>
    /// Sets the quit date: of the present attempt, or of a new one where there is none. What was done and told stays: whoever has had days of the present
    /// attempt, and chooses today or a date that lies ahead, ends it with what it reached and begins another, and may think better of it the same day.
    /// </summary>
    /// <param name="date">Its day 0.</param>
    /// <param name="today">On which the person chooses it.</param>
    public Journey QuittingOn(DateOnly date, DateOnly today)
    {
        if (Left is { Attempts: [.., { EndedOn: null } former] } left && left.On == today && left.Goal == Goal && former.QuitDate == date
            && HasToldNothingSince(left))
        {
            return BackTo(left);
        }

        return Attempt switch
        {
            null => Beginning(Attempts),
            { } present when present.QuitDate < today && date >= today =>
                Beginning(Attempts.Replace(present, present with { EndedOn = today })) with { Left = LeftOn(today) },
            { } present => this with { Attempts = Attempts.Replace(present, present.Moved(date, today)) },
        };

        // What was used on its first day already belongs to it.
        Journey Beginning(ImmutableList<Attempt> before)
        {
            var lapses = before.SelectMany(attempt => attempt.Lapses).Where(lapse => lapse.Day >= date).ToImmutableList();
            var ended = before.ConvertAll(attempt => attempt with { Lapses = attempt.Lapses.RemoveAll(lapse => lapse.Day >= date) });
            return this with { Attempts = ended.Add(new Attempt(date, EndedOn: null, lapses) { SetOn = today }) };
        }
    }

    /// <summary>
    /// As it was on a past day, as far as that is still known: without the attempts, and the ends of attempts, that were still to come. Of a date that was
    /// put off before it had come, the former one is not; nor is the goal, other than to quit during an attempt.
    /// </summary>
    public Journey AsOf(DateOnly day)
    {
        ImmutableList<Attempt> attempts =
        [
            .. Attempts.Select(attempt => attempt.SetOn > day
            && attempt.BroughtForwardFrom is { } former ? attempt with { QuitDate = former, SetOn = null } : attempt)
                .Where(attempt => attempt.QuitDate <= day || attempt.SetOn is null || attempt.SetOn <= day)
                .Select(attempt => attempt.EndedOn > day ? attempt with { EndedOn = null, EndToldOn = null } : attempt),
        ];
        return this with { Attempts = attempts, Goal = attempts is [.., { EndedOn: null }] ? GoalKind.Quit : Goal };
    }

    /// <summary>A lapse: the attempt goes on. What is told of one day on one day is one lapse.</summary>
    public Journey Lapsed(Lapse lapse)
    {
        if (Attempt is not { } present)
        {
            return this;
        }

        var known = present.Lapses.Find(told => told.Day == lapse.Day && told.ToldOn == lapse.ToldOn);
        var lapses = known is null
            ? present.Lapses.Add(lapse)
            : present.Lapses.Replace(known, known with { Amount = Math.Min(Lapse.MostAmount, known.Amount + lapse.Amount) });
        return this with { Attempts = Attempts.Replace(present, present with { Lapses = lapses }) };
    }

    /// <summary>A relapse: the attempt ends, and what it reached stays as it was.</summary>
    /// <param name="day">On which it ended.</param>
    /// <param name="toldOn">On which the person said so: what answers it counts from there.</param>
    public Journey Relapsed(DateOnly day, DateOnly toldOn) =>
        Attempt is { } present ? this with { Attempts = Attempts.Replace(present, present with { EndedOn = day, EndToldOn = toldOn }) } : this;

    /// <summary>Notes a craving; of many, the latest are kept.</summary>
    public Journey Craved(Craving craving) => this with { Cravings = (Cravings.Count < MostCravings ? Cravings : Cravings.RemoveAt(0)).Add(craving) };

    /// <summary>Notes how a craving ended; one that is not kept any more changes nothing.</summary>
    /// <param name="id">Of the craving.</param>
    /// <param name="tool">Key of the tool that was used; null for none.</param>
    /// <param name="resisted">Whether it passed without use.</param>
    public Journey CravingEnded(JournalEntryId id, string? tool, bool resisted) =>
        this with { Cravings = [.. Cravings.Select(craving => craving.Id == id ? craving with { Tool = tool, Resisted = resisted } : craving)] };

    /// <summary>Adds to what was used on a day.</summary>
    public Journey Used(DateOnly day, int amount) =>
        this with { Diary = Diary.SetItem(day, Math.Min(Lapse.MostAmount, Diary.GetValueOrDefault(day) + amount)) };

    /// <summary>Sets what was used on a day.</summary>
    /// <param name="day">Which.</param>
    /// <param name="amount">Null where nothing is known of it any more.</param>
    public Journey WithDiary(DateOnly day, int? amount) =>
        this with { Diary = amount is { } used ? Diary.SetItem(day, Math.Min(Lapse.MostAmount, used)) : Diary.Remove(day) };

    /// <summary>Takes a lapse back that was told by mistake; null where it is none of the present attempt.</summary>
    public Journey? WithoutLapse(Lapse told)
    {
        if (Attempt is not { } present || present.Lapses.Find(known => known.Day == told.Day && known.ToldOn == told.ToldOn) is not { } known)
        {
            return null;
        }

        var left = known.Amount - told.Amount;
        var lapses = left > 0 ? present.Lapses.Replace(known, known with { Amount = left }) : present.Lapses.Remove(known);
        return this with { Attempts = Attempts.Replace(present, present with { Lapses = lapses }) };
    }

    /// <summary>
    /// Takes a relapse back that was told by mistake: the attempt goes on as if it had never ended. Null where something else has begun since.
    /// </summary>
    public Journey? WithoutRelapse(DateOnly day, DateOnly toldOn) =>
        Goal == GoalKind.Quit && Attempts is [.., { EndedOn: { } ended, EndToldOn: { } told } last] && ended == day && told == toldOn
            ? this with { Attempts = Attempts.Replace(last, last with { EndedOn = null, EndToldOn = null }) }
            : null;

    public Journey Assessed(string code, string band, DateOnly day) => this with { Bands = Bands.SetItem(code, new AssessedBand(band, day)) };

    /// <summary>Never the content.</summary>
    public override string ToString() => "(journey)";

    private LeftGoal LeftOn(DateOnly today) =>
        Left?.On == today ? Left : new LeftGoal(Goal, GoalChangedOn, Attempts, today) { TimesBegunAgain = TimesBegunAgain };

    private Journey BackTo(LeftGoal left) => this with
    {
        Goal = left.Goal,
        GoalChangedOn = left.ChosenOn,
        TimesBegunAgain = left.TimesBegunAgain,
        Attempts = left.Attempts,
        Left = null,
    };

    /// <summary>What was told of the present attempts is not thrown away with them.</summary>
    private bool HasToldNothingSince(LeftGoal left) =>
        Attempts.Sum(attempt => attempt.Lapses.Count) == left.Attempts.Sum(attempt => attempt.Lapses.Count)
        && Attempts.Count(attempt => attempt.EndToldOn is not null) == left.Attempts.Count(attempt => attempt.EndToldOn is not null);

    private ImmutableList<Attempt> AttemptsLeft(DateOnly today) =>
        Attempt is not { } present ? Attempts
        : present.QuitDate > today ? Attempts.Remove(present)
        : Attempts.Replace(present, present with { EndedOn = today });
}

/// <summary>A goal that was left for another, or for another date.</summary>
/// <param name="Goal">Which.</param>
/// <param name="ChosenOn">The <see cref="Journey.GoalChangedOn"/> of then.</param>
/// <param name="Attempts">Those of then.</param>
/// <param name="On">The day on which it was left.</param>
public sealed record LeftGoal(GoalKind Goal, DateOnly? ChosenOn, ImmutableList<Attempt> Attempts, DateOnly On)
{
    /// <summary>The <see cref="Journey.TimesBegunAgain"/> of then.</summary>
    public int TimesBegunAgain { get; init; }
}

/// <summary>An attempt at quitting.</summary>
/// <param name="QuitDate">Its day 0; may lie ahead.</param>
/// <param name="EndedOn">The day of the relapse that ended it, or of the choice of another goal or date; null while it goes on.</param>
/// <param name="Lapses">In the order in which they were told.</param>
public sealed record Attempt(DateOnly QuitDate, DateOnly? EndedOn, ImmutableList<Lapse> Lapses)
{
    /// <summary>The day on which the person told of the relapse; null where there was none.</summary>
    public DateOnly? EndToldOn { get; init; }

    /// <summary>
    /// The day on which its date was chosen, or last brought forward: a phase that would have begun before begins then. Putting the date off leaves it, for
    /// whoever was in a phase has had its beginning. Null in attempts that are older than this.
    /// </summary>
    public DateOnly? SetOn { get; init; }

    /// <summary>Its date before it was last brought forward: a phase that had begun by that one goes on. Null where it never was.</summary>
    public DateOnly? BroughtForwardFrom { get; init; }

    internal Attempt Moved(DateOnly date, DateOnly today) =>
        date < QuitDate ? this with { QuitDate = date, SetOn = today, BroughtForwardFrom = QuitDate } : this with { QuitDate = date };
}

/// <summary>A lapse ("faux pas"): use that stays on its own.</summary>
/// <param name="Day">On which it happened.</param>
/// <param name="Amount">Cigarettes or joints.</param>
/// <param name="ToldOn">On which the person said so: what answers it counts from there.</param>
public sealed record Lapse(DateOnly Day, int Amount, DateOnly ToldOn)
{
    /// <summary>More than anybody smokes in a day.</summary>
    public const int MostAmount = 1000;
}

/// <summary>Something that was offered.</summary>
/// <param name="Activity">Key of the activity.</param>
/// <param name="Occurrence">The activity and which of its times: nothing is offered twice under the same.</param>
/// <param name="Day">The person's.</param>
public sealed record Offer(string Activity, string Occurrence, DateOnly Day)
{
    /// <summary>Its place among what the person was offered, from 1: names it where the name of the activity would tell something of them.</summary>
    public int Number { get; init; }
}

/// <summary>A craving that was logged.</summary>
/// <param name="Day">The person's.</param>
/// <param name="Intensity">0 to 10.</param>
/// <param name="Trigger">An option of the question <c>triggers</c>; null where the person did not say.</param>
/// <param name="Tool">Key of the tool that was used; null for none.</param>
/// <param name="Resisted">How it ended; null where that is not known.</param>
public sealed record Craving(DateOnly Day, int Intensity, string? Trigger, string? Tool, bool? Resisted)
{
    /// <summary>By which its end is told.</summary>
    public JournalEntryId Id { get; init; }
}

/// <summary>The outcome of an assessment.</summary>
public sealed record AssessedBand(string Band, DateOnly Day);

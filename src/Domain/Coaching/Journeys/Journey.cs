using System.Collections.Immutable;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Domain.Coaching.Journeys;

/// <summary>
/// All that is known about one person's way through a programme, by their own days. It never changes: what happens makes another. The same
/// journey and the same day always lead to the same plan.
/// </summary>
public sealed record Journey
{
    /// <summary>Sets people apart where nothing else does: of equals, each gets another first.</summary>
    public required Guid Id { get; init; }

    public required GoalKind Goal { get; init; }

    /// <summary>Day 0 of <see cref="AnchorKind.Enrolment"/>.</summary>
    public required DateOnly EnrolledOn { get; init; }

    /// <summary>What the person said about themselves, by question.</summary>
    public ImmutableDictionary<string, Answer> Profile { get; init; } = ImmutableDictionary<string, Answer>.Empty;

    /// <summary>What came of activities that asked something, by <c>activity.question</c>; the latest answer.</summary>
    public ImmutableDictionary<string, Answer> Answers { get; init; } = ImmutableDictionary<string, Answer>.Empty;

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

    /// <summary>The number of the day: from the quit date, or from the enrolment where there is none.</summary>
    public int DayNumber(DateOnly day) => day.DayNumber - (QuitDate ?? EnrolledOn).DayNumber;

    /// <summary>How many activities were done before a day.</summary>
    public int DoneBefore(DateOnly day) => Done.Values.Count(done => done < day);

    /// <summary>Notes that something was offered; once.</summary>
    public Journey Offered(Offer offer) => Offers.Exists(known => known.Occurrence == offer.Occurrence) ? this : this with { Offers = Offers.Add(offer) };

    /// <summary>Notes that something was done; the first time counts.</summary>
    public Journey Completed(string occurrence, DateOnly day) => Done.ContainsKey(occurrence) ? this : this with { Done = Done.Add(occurrence, day) };

    /// <summary>Notes that the person is here, whatever they came for.</summary>
    public Journey ActiveOn(DateOnly today) => today > LastActiveOn ? this with { LastActiveOn = today } : this;

    /// <summary>Keeps what was answered in an activity, over what was answered there before.</summary>
    /// <param name="activity">Its key.</param>
    /// <param name="answers">By question.</param>
    public Journey Answered(string activity, IEnumerable<KeyValuePair<string, Answer>> answers) =>
        this with { Answers = Answers.SetItems(answers.Select(answer => KeyValuePair.Create($"{activity}.{answer.Key}", answer.Value))) };

    /// <summary>Sets the quit date: of the present attempt, or of a new one after a relapse. What was done and told stays.</summary>
    public Journey QuittingOn(DateOnly date) =>
        Attempt is { } present
            ? this with { Attempts = Attempts.Replace(present, present with { QuitDate = date }) }
            : this with { Attempts = Attempts.Add(new Attempt(date, EndedOn: null, [])) };

    /// <summary>A lapse: the attempt goes on.</summary>
    public Journey Lapsed(Lapse lapse) =>
        Attempt is { } present ? this with { Attempts = Attempts.Replace(present, present with { Lapses = present.Lapses.Add(lapse) }) } : this;

    /// <summary>A relapse: the attempt ends, and what it reached stays as it was.</summary>
    /// <param name="day">On which it ended.</param>
    /// <param name="toldOn">On which the person said so: what answers it counts from there.</param>
    public Journey Relapsed(DateOnly day, DateOnly toldOn) =>
        Attempt is { } present ? this with { Attempts = Attempts.Replace(present, present with { EndedOn = day, EndToldOn = toldOn }) } : this;

    public Journey Craved(Craving craving) => this with { Cravings = Cravings.Add(craving) };

    /// <summary>Adds to what was used on a day.</summary>
    public Journey Used(DateOnly day, int amount) => this with { Diary = Diary.SetItem(day, Diary.GetValueOrDefault(day) + amount) };

    public Journey Assessed(string code, string band, DateOnly day) => this with { Bands = Bands.SetItem(code, new AssessedBand(band, day)) };
}

/// <summary>An attempt at quitting.</summary>
/// <param name="QuitDate">Its day 0; may lie ahead.</param>
/// <param name="EndedOn">The day of the relapse that ended it; null while it goes on.</param>
/// <param name="Lapses">In the order in which they were told.</param>
public sealed record Attempt(DateOnly QuitDate, DateOnly? EndedOn, ImmutableList<Lapse> Lapses)
{
    /// <summary>The day on which the person told of the relapse.</summary>
    public DateOnly? EndToldOn { get; init; }
}

/// <summary>A lapse ("faux pas"): use that stays on its own.</summary>
/// <param name="Day">On which it happened.</param>
/// <param name="Amount">Cigarettes or joints.</param>
/// <param name="ToldOn">On which the person said so: what answers it counts from there.</param>
public sealed record Lapse(DateOnly Day, int Amount, DateOnly ToldOn);

/// <summary>Something that was offered.</summary>
/// <param name="Activity">Key of the activity.</param>
/// <param name="Occurrence">The activity and which of its times: nothing is offered twice under the same.</param>
/// <param name="Day">The person's.</param>
public sealed record Offer(string Activity, string Occurrence, DateOnly Day);

/// <summary>A craving that was logged.</summary>
/// <param name="Day">The person's.</param>
/// <param name="Intensity">0 to 10.</param>
/// <param name="Trigger">An option of the question <c>triggers</c>; null where the person did not say.</param>
/// <param name="Tool">Key of the tool that was used; null for none.</param>
/// <param name="Resisted">How it ended; null where that is not known.</param>
public sealed record Craving(DateOnly Day, int Intensity, string? Trigger, string? Tool, bool? Resisted);

/// <summary>The outcome of an assessment.</summary>
public sealed record AssessedBand(string Band, DateOnly Day);

/// <summary>An answer to a question; which member holds it goes by the kind of the question.</summary>
/// <param name="Number">Of a number.</param>
/// <param name="Flag">Of yes or no.</param>
/// <param name="Words">The options chosen.</param>
/// <param name="Text">The person's own words.</param>
public sealed record Answer(int? Number = null, bool? Flag = null, ImmutableArray<string>? Words = null, string? Text = null)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(answer)";
}

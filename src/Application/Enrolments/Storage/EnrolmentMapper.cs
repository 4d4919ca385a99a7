using System.Collections.Immutable;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>
/// The state of an enrolment to and from the form it is stored in, member by member. Whether the person follows the other programme too is no part of it: that
/// is found out each time.
/// </summary>
internal static class EnrolmentMapper
{
    public static StoredEnrolmentV1 ToStored(this EnrolmentState state)
    {
        var journey = state.Journey;
        return new StoredEnrolmentV1(
            journey.Id,
            EnrolmentWords.Goals.WordOf(journey.Goal),
            journey.EnrolledOn,
            journey.TimesBegunAgain,
            journey.LastActiveOn,
            new StoredEnrolmentV1.MessagingPart(EnrolmentWords.Frequencies.WordOf(state.Messaging.Frequency), state.Messaging.PreferredTime),
            ByKey(journey.Profile, ToStored),
            ByKey(journey.Answers, ToStored),
            ByKey(journey.SurveyAnswers, ToStored),
            [.. journey.Attempts.Select(ToStored)],
            [.. journey.Offers.Select(offer => new StoredEnrolmentV1.OfferPart(offer.Activity, offer.Occurrence, offer.Day, offer.Number))],
            ByKey(journey.Done, day => day),
            [.. journey.Cravings.Select(ToStored)],
            journey.Diary.ToDictionary(used => used.Key, used => used.Value),
            ByKey(journey.Bands, band => new StoredEnrolmentV1.BandPart(band.Band, band.Day)),
            ByKey(state.Badges, day => day),
            journey.GoalChangedOn,
            journey.PausedOn,
            journey.Left is { } left ? ToStored(left) : null,
            state.SavingsGoal is { } goal ? new StoredEnrolmentV1.SavingsGoalPart(goal.Label, goal.Cents) : null);
    }

    public static EnrolmentState ToState(this StoredEnrolmentV1 stored) => new()
    {
        Journey = new Journey
        {
            Id = stored.Id,
            Goal = EnrolmentWords.Goals.ValueOf(stored.Goal),
            EnrolledOn = stored.EnrolledOn,
            GoalChangedOn = stored.GoalChangedOn,
            TimesBegunAgain = stored.TimesBegunAgain,
            Left = stored.Left is { } left ? FromStored(left) : null,
            Profile = FromStored(stored.Profile),
            Answers = FromStored(stored.Answers),
            SurveyAnswers = FromStored(stored.SurveyAnswers),
            Attempts = [.. stored.Attempts.Select(FromStored)],
            Offers = [.. stored.Offers.Select(offer => new Offer(offer.Activity, offer.Occurrence, offer.Day) { Number = offer.Number })],
            Done = stored.Done.ToImmutableDictionary(),
            Cravings = [.. stored.Cravings.Select(FromStored)],
            Diary = stored.Diary.ToImmutableSortedDictionary(),
            Bands = stored.Bands.ToImmutableDictionary(band => band.Key, band => new AssessedBand(band.Value.Band, band.Value.Day)),
            LastActiveOn = stored.LastActiveOn,
            PausedOn = stored.PausedOn,
        },
        Messaging = new Messaging(EnrolmentWords.Frequencies.ValueOf(stored.Messaging.Frequency), stored.Messaging.PreferredTime),
        Badges = stored.Badges.ToImmutableDictionary(),
        SavingsGoal = stored.SavingsGoal is { } goal ? SavingsGoal.Restore(goal.Label, goal.Cents) : null,
    };

    private static StoredEnrolmentV1.AnswerPart ToStored(Answer answer) =>
        new(answer.Number, answer.Flag, answer.Words is { } words ? [.. words] : null, answer.Text);

    private static ImmutableDictionary<string, Answer> FromStored(IReadOnlyDictionary<string, StoredEnrolmentV1.AnswerPart> answers) =>
        answers.ToImmutableDictionary(answer => answer.Key, answer => FromStored(answer.Value));

    private static Answer FromStored(StoredEnrolmentV1.AnswerPart answer) =>
        new(answer.Number, answer.Flag, answer.Words is { } words ? [.. words] : null, answer.Text);

    private static StoredEnrolmentV1.AttemptPart ToStored(Attempt attempt) => new(
        attempt.QuitDate,
        [.. attempt.Lapses.Select(lapse => new StoredEnrolmentV1.LapsePart(lapse.Day, lapse.Amount, lapse.ToldOn))],
        attempt.EndedOn,
        attempt.EndToldOn,
        attempt.SetOn,
        attempt.BroughtForwardFrom);

    private static Attempt FromStored(StoredEnrolmentV1.AttemptPart attempt) =>
        new(attempt.QuitDate, attempt.EndedOn, [.. attempt.Lapses.Select(lapse => new Lapse(lapse.Day, lapse.Amount, lapse.ReportedOn))])
        {
            EndToldOn = attempt.EndReportedOn,
            SetOn = attempt.SetOn,
            BroughtForwardFrom = attempt.BroughtForwardFrom,
        };

    private static StoredEnrolmentV1.CravingPart ToStored(Craving craving) =>
        new(craving.Id.Value, craving.Day, craving.Intensity, craving.Trigger, craving.Tool, craving.Resisted);

    private static Craving FromStored(StoredEnrolmentV1.CravingPart craving) =>
        new(craving.Day, craving.Intensity, craving.Trigger, craving.Tool, craving.Resisted) { Id = JournalEntryId.From(craving.Id) };

    private static StoredEnrolmentV1.LeftGoalPart ToStored(LeftGoal left) =>
        new(EnrolmentWords.Goals.WordOf(left.Goal), left.TimesBegunAgain, [.. left.Attempts.Select(ToStored)], left.On, left.ChosenOn);

    private static LeftGoal FromStored(StoredEnrolmentV1.LeftGoalPart left) =>
        new(EnrolmentWords.Goals.ValueOf(left.Goal), left.ChosenOn, [.. left.Attempts.Select(FromStored)], left.On) { TimesBegunAgain = left.TimesBegunAgain };

    /// <summary>In the order of the keys: an immutable dictionary has another one in every process, and the same state is to be the same text.</summary>
    private static Dictionary<string, TStored> ByKey<T, TStored>(ImmutableDictionary<string, T> known, Func<T, TStored> toStored) =>
        known.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => toStored(pair.Value), StringComparer.Ordinal);
}

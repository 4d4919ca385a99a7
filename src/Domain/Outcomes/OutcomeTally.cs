using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Outcomes;

/// <summary>A survey by which is counted what became of people who set a quit date.</summary>
/// <param name="Activity">Its key.</param>
/// <param name="From">
/// What its day counts from: <see cref="AnchorKind.QuitDate"/>, or <see cref="AnchorKind.Enrolment"/> for one at the end of a programme's weeks.
/// </param>
/// <param name="Day">The first on which it is asked.</param>
/// <param name="LastDay">The last on which it can be answered.</param>
/// <param name="AsksAmount">Whether it asks how much was used since the quit date.</param>
public sealed record SurveyWave(string Activity, AnchorKind From, int Day, int LastDay, bool AsksAmount)
{
    /// <summary>The question that makes a survey one of these: whether there was any use, even a puff, in the last 7 days.</summary>
    public const string UsedLast7Days = "usedLast7Days";

    /// <summary>How much was used since the quit date, cigarettes or joints.</summary>
    public const string AmountSinceQuit = "amountSinceQuit";

    /// <summary>Those of a programme, in order of time.</summary>
    public static IReadOnlyList<SurveyWave> Of(ProgrammeDefinition programme) =>
    [
        .. programme.Activities
            .Where(activity => activity is { Kind: ActivityKind.Survey, Timing.Anchor: AnchorKind.QuitDate or AnchorKind.Enrolment }
                && Asks(activity, UsedLast7Days))
            .OrderBy(activity => activity.Timing.Days.From)
            .Select(activity => new SurveyWave(
                activity.Key, activity.Timing.Anchor, activity.Timing.Days.From, activity.Timing.Days.To + activity.OpenFor, Asks(activity, AmountSinceQuit))),
    ];

    private static bool Asks(Activity activity, string question) => activity.Questions.Any(asked => asked.Question.Key == question);
}

/// <summary>
/// What became of people by one wave, everyone who set a quit date being counted: who did not answer counts as smoking, or as using. Abstinence is what
/// people say, by the rules of the Russell standard (West et al., Addiction 2005;100:299) as far as they can be kept without a test of breath.
/// </summary>
/// <param name="Wave">Which.</param>
/// <param name="Due">People whose time to answer is over: the denominator of all that follows.</param>
/// <param name="Answered">Of these, those who answered.</param>
/// <param name="Abstinent7Days">Those who say that they used nothing for 7 days (point prevalence).</param>
/// <param name="Abstinent30Days">For 30 days.</param>
/// <param name="Continuously">
/// Since their first quit date, but for at most <see cref="MostCigarettes"/> cigarettes, without a relapse, and not at all for 7 days.
/// </param>
/// <param name="Satisfaction">Sum of what those who said so gave, 0 to 10.</param>
/// <param name="SatisfactionAnswers">How many said so.</param>
public sealed record OutcomeTally(
    SurveyWave Wave, int Due, int Answered, int Abstinent7Days, int Abstinent30Days, int Continuously, int Satisfaction, int SatisfactionAnswers)
{
    /// <summary>The Russell standard's allowance.</summary>
    public const int MostCigarettes = 5;

    private const string UsedLast30Days = "usedLast30Days";
    private const string SatisfactionQuestion = "satisfaction";

    public static OutcomeTally Of(SurveyWave wave) => new(wave, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts one person more, if their time to answer is over. It is their first quit date that counts, whatever they did later.</summary>
    /// <param name="journey">Theirs.</param>
    /// <param name="today">The day of counting.</param>
    public OutcomeTally With(Journey journey, DateOnly today)
    {
        var (from, occurrence) = BeginningOf(journey);
        if (journey.Attempts is not [var first, ..] || (from ?? first.QuitDate).AddDays(Wave.LastDay) >= today)
        {
            return this;
        }

        if (!journey.Done.ContainsKey(occurrence))
        {
            return this with { Due = Due + 1 };
        }

        var (not7, not30) = (Says(SurveyWave.UsedLast7Days)?.Flag == false, Says(UsedLast30Days)?.Flag == false);
        var continuously = not7 && first.EndedOn is null && Says(SurveyWave.AmountSinceQuit)?.Number <= MostCigarettes;
        var satisfaction = Says(SatisfactionQuestion)?.Number;
        return this with
        {
            Due = Due + 1,
            Answered = Answered + 1,
            Abstinent7Days = Abstinent7Days + (not7 ? 1 : 0),
            Abstinent30Days = Abstinent30Days + (not30 ? 1 : 0),
            Continuously = Continuously + (continuously ? 1 : 0),
            Satisfaction = Satisfaction + (satisfaction ?? 0),
            SatisfactionAnswers = SatisfactionAnswers + (satisfaction is null ? 0 : 1),
        };

        Answer? Says(string question) => journey.SurveyAnswers.GetValueOrDefault($"{occurrence}.{question}");
    }

    /// <summary>
    /// Day 0 of the survey where that is not the first quit date, and under what it was offered. A survey of a later attempt has another occurrence, and
    /// says nothing of the first. Weeks that were begun again before their end was answered are the ones that count; those begun after it are not.
    /// </summary>
    private (DateOnly? From, string Occurrence) BeginningOf(Journey journey) => Wave.From switch
    {
        AnchorKind.Enrolment when journey.Done.ContainsKey(Wave.Activity) => (journey.EnrolledOn, Wave.Activity),
        AnchorKind.Enrolment => (journey.GoalSince, Planner.OccurrenceInWeeks(Wave.Activity, journey)),
        _ => (null, Wave.Activity),
    };
}

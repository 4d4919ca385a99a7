using MobileBackend.Domain.Coaching.Journeys;
using MobileBackend.Domain.Coaching.Programmes;

namespace MobileBackend.Domain.Coaching.Outcomes;

/// <summary>A survey by which is counted what became of people, so long after their first quit date.</summary>
/// <param name="Activity">Its key.</param>
/// <param name="Day">From the quit date.</param>
/// <param name="OpenFor">For how many days after that it can be answered.</param>
public sealed record SurveyWave(string Activity, int Day, int OpenFor)
{
    /// <summary>The question that makes a survey one of these.</summary>
    public const string SmokedLast7Days = "smokedLast7Days";

    /// <summary>Those of a programme, in order of time.</summary>
    public static IReadOnlyList<SurveyWave> Of(ProgrammeDefinition programme) =>
    [
        .. programme.Activities
            .Where(activity => activity is { Kind: ActivityKind.Survey, Timing.Anchor: AnchorKind.QuitDate } && activity.Questions.Any(asked => asked.Question.Key == SmokedLast7Days))
            .OrderBy(activity => activity.Timing.Days.From)
            .Select(activity => new SurveyWave(activity.Key, activity.Timing.Days.To, activity.OpenFor)),
    ];
}

/// <summary>
/// What became of people by one wave, everyone who set a quit date being counted: who did not answer counts as smoking. Abstinence is what people say, by the rules of
/// the Russell standard (West et al., Addiction 2005;100:299) as far as they can be kept without a test of breath.
/// </summary>
/// <param name="Wave">Which.</param>
/// <param name="Due">People whose time to answer is over: the denominator of all that follows.</param>
/// <param name="Answered">Of these, those who answered.</param>
/// <param name="NotSmoking7Days">Those who say that they have not smoked for 7 days.</param>
/// <param name="NotSmoking30Days">For 30 days.</param>
/// <param name="Continuously">Since their first quit date, but for at most <see cref="MostCigarettes"/> cigarettes, without a relapse, and not at all for 7 days.</param>
/// <param name="Satisfaction">Sum of what those who said so gave, 0 to 10.</param>
/// <param name="SatisfactionAnswers">How many said so.</param>
public sealed record OutcomeTally(
    SurveyWave Wave, int Due, int Answered, int NotSmoking7Days, int NotSmoking30Days, int Continuously, int Satisfaction, int SatisfactionAnswers)
{
    /// <summary>The Russell standard's allowance.</summary>
    public const int MostCigarettes = 5;

    private const string SmokedLast30Days = "smokedLast30Days";
    private const string CigarettesSinceQuit = "cigarettesSinceQuit";
    private const string SatisfactionQuestion = "satisfaction";

    public static OutcomeTally Of(SurveyWave wave) => new(wave, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts one person more, if their time to answer is over. It is their first quit date that counts, whatever they did later.</summary>
    /// <param name="journey">Theirs.</param>
    /// <param name="today">The day of counting.</param>
    public OutcomeTally With(Journey journey, DateOnly today)
    {
        if (journey.Attempts is not [var first, ..] || first.QuitDate.AddDays(Wave.Day + Wave.OpenFor) >= today)
        {
            return this;
        }

        // A survey of a later attempt has another occurrence, and says nothing of the first.
        if (!journey.Done.ContainsKey(Wave.Activity))
        {
            return this with { Due = Due + 1 };
        }

        var (not7, not30) = (Says(journey, SurveyWave.SmokedLast7Days)?.Flag == false, Says(journey, SmokedLast30Days)?.Flag == false);
        var continuously = not7 && first.EndedOn is null && Says(journey, CigarettesSinceQuit)?.Number <= MostCigarettes;
        var satisfaction = Says(journey, SatisfactionQuestion)?.Number;
        return this with
        {
            Due = Due + 1,
            Answered = Answered + 1,
            NotSmoking7Days = NotSmoking7Days + (not7 ? 1 : 0),
            NotSmoking30Days = NotSmoking30Days + (not30 ? 1 : 0),
            Continuously = Continuously + (continuously ? 1 : 0),
            Satisfaction = Satisfaction + (satisfaction ?? 0),
            SatisfactionAnswers = SatisfactionAnswers + (satisfaction is null ? 0 : 1),
        };
    }

    private Answer? Says(Journey journey, string question) => journey.SurveyAnswers.GetValueOrDefault($"{Wave.Activity}.{question}");
}

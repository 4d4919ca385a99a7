using System.Text.Json.Serialization;
using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>An enrolment's state, as it is stored.</summary>
/// <param name="Id">Of the enrolment.</param>
/// <param name="Goal">A word of <see cref="EnrolmentWords.Goals"/>.</param>
/// <param name="EnrolledOn">The first day.</param>
/// <param name="TimesBegunAgain">How many times the weeks of the goal were begun again.</param>
/// <param name="LastActiveOn">The last day on which the person did anything.</param>
/// <param name="Messaging">How the person wants to be notified.</param>
/// <param name="Profile">By question.</param>
/// <param name="Answers">By <c>activity.question</c>.</param>
/// <param name="SurveyAnswers">By <c>occurrence.question</c>.</param>
/// <param name="Attempts">In order.</param>
/// <param name="Offers">In order.</param>
/// <param name="Done">Days, by occurrence.</param>
/// <param name="Cravings">In order.</param>
/// <param name="Diary">Amounts, by day.</param>
/// <param name="Bands">By assessment.</param>
/// <param name="Badges">Days, by badge.</param>
/// <param name="GoalChangedOn">When the present goal was chosen, or begun again.</param>
/// <param name="PausedOn">From when nothing is offered.</param>
/// <param name="Left">What was so before another goal or date was chosen.</param>
/// <param name="SavingsGoal">What the person saves for.</param>
internal sealed record StoredEnrolmentV1(
    Guid Id,
    string Goal,
    DateOnly EnrolledOn,
    int TimesBegunAgain,
    DateOnly LastActiveOn,
    StoredEnrolmentV1.MessagingPart Messaging,
    IReadOnlyDictionary<string, StoredEnrolmentV1.AnswerPart> Profile,
    IReadOnlyDictionary<string, StoredEnrolmentV1.AnswerPart> Answers,
    IReadOnlyDictionary<string, StoredEnrolmentV1.AnswerPart> SurveyAnswers,
    IReadOnlyList<StoredEnrolmentV1.AttemptPart> Attempts,
    IReadOnlyList<StoredEnrolmentV1.OfferPart> Offers,
    IReadOnlyDictionary<string, DateOnly> Done,
    IReadOnlyList<StoredEnrolmentV1.CravingPart> Cravings,
    IReadOnlyDictionary<DateOnly, int> Diary,
    IReadOnlyDictionary<string, StoredEnrolmentV1.BandPart> Bands,
    IReadOnlyDictionary<string, DateOnly> Badges,
    DateOnly? GoalChangedOn = null,
    DateOnly? PausedOn = null,
    StoredEnrolmentV1.LeftGoalPart? Left = null,
    StoredEnrolmentV1.SavingsGoalPart? SavingsGoal = null) : IStoredForm
{
    public static string Name => "enrolment";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => Name;

    /// <param name="Frequency">A word of <see cref="EnrolmentWords.Frequencies"/>.</param>
    /// <param name="PreferredTime">On the person's clock.</param>
    internal sealed record MessagingPart(string Frequency, TimeOnly PreferredTime);

    internal sealed record AnswerPart(int? Number = null, bool? Flag = null, IReadOnlyList<string>? Words = null, string? Text = null);

    internal sealed record AttemptPart(
        DateOnly QuitDate,
        IReadOnlyList<LapsePart> Lapses,
        DateOnly? EndedOn = null,
        DateOnly? EndReportedOn = null,
        DateOnly? SetOn = null,
        DateOnly? BroughtForwardFrom = null);

    internal sealed record LapsePart(DateOnly Day, int Amount, DateOnly ReportedOn);

    /// <summary>Half a year holds some hundreds, so that its names count.</summary>
    internal sealed record OfferPart(
        [property: JsonPropertyName("a")] string Activity,
        [property: JsonPropertyName("o")] string Occurrence,
        [property: JsonPropertyName("d")] DateOnly Day,
        [property: JsonPropertyName("n")] int Number);

    internal sealed record CravingPart(Guid Id, DateOnly Day, int Intensity, string? Trigger = null, string? Tool = null, bool? Resisted = null);

    internal sealed record BandPart(string Band, DateOnly Day);

    /// <param name="Goal">A word of <see cref="EnrolmentWords.Goals"/>.</param>
    /// <param name="TimesBegunAgain">Of then.</param>
    /// <param name="Attempts">Those of then.</param>
    /// <param name="On">The day on which it was left.</param>
    /// <param name="ChosenOn">When it had been chosen; absent for the first.</param>
    internal sealed record LeftGoalPart(string Goal, int TimesBegunAgain, IReadOnlyList<AttemptPart> Attempts, DateOnly On, DateOnly? ChosenOn = null);

    internal sealed record SavingsGoalPart(string Label, int Cents);
}

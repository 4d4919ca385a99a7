using System.Globalization;
using System.Text.RegularExpressions;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Journeys;

/// <summary>
/// What texts can say of the person who reads them: <c>{dayNumber}</c>, numbers of the profile that everyone gives, such as
/// <c>{cigarettesPerDay}</c>, and where they count from it <c>{quitDate}</c>: after a relapse there is none.
/// </summary>
public static partial class TextPlaceholders
{
    private const string QuitDate = "quitDate";
    private const string DayNumber = "dayNumber";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>The placeholders of a text that cannot be filled for everyone it is for.</summary>
    /// <param name="text">Which.</param>
    /// <param name="programme">Whose.</param>
    /// <param name="hasQuitDate">Whether whoever reads it has a quit date.</param>
    public static IEnumerable<string> UnknownIn(string text, ProgrammeDefinition programme, bool hasQuitDate)
    {
        var known = programme.Questions.Where(question => question is { Kind: QuestionKind.Number, IsRequired: true }).Select(question => question.Key)
            .Append(DayNumber).Concat(hasQuitDate ? [QuitDate] : []).ToHashSet(StringComparer.Ordinal);
        return Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !known.Contains(name));
    }

    /// <summary>The text as the person reads it on a day.</summary>
    public static string Fill(string text, Journey journey, DateOnly day) => Placeholder().Replace(text, match => match.Groups["name"].Value switch
    {
        // What was offered before a relapse can be read after it.
        QuitDate => (journey.QuitDate ?? journey.Attempts.LastOrDefault()?.QuitDate) is { } date ? FrenchDates.WithWeekday(date) : string.Empty,
        DayNumber => Math.Abs(journey.DayNumber(day)).ToString(French),
        var question => journey.Profile.GetValueOrDefault(question)?.Number?.ToString(French) ?? string.Empty,
    });

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}

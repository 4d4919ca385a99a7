using System.Globalization;
using System.Text.RegularExpressions;
using MobileBackend.Domain.Coaching.Journeys;

namespace MobileBackend.Domain.Coaching.Programmes;

/// <summary>
/// What texts can say of the person who reads them: <c>{quitDate}</c>, <c>{dayNumber}</c>, and numbers of the profile that everyone gives,
/// such as <c>{cigarettesPerDay}</c>.
/// </summary>
public static partial class TextPlaceholders
{
    private const string QuitDate = "quitDate";
    private const string DayNumber = "dayNumber";

    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>The placeholders of a text that cannot be filled for everyone it is for.</summary>
    public static IEnumerable<string> UnknownIn(string text, ProgrammeDefinition programme, IReadOnlyList<GoalKind> goals)
    {
        var hasQuitDate = goals is [GoalKind.Quit];
        var known = programme.Questions.Where(question => question is { Kind: QuestionKind.Number, IsRequired: true }).Select(question => question.Key)
            .Append(DayNumber).Concat(hasQuitDate ? [QuitDate] : []).ToHashSet(StringComparer.Ordinal);
        return Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !known.Contains(name));
    }

    /// <summary>The text as the person reads it on a day.</summary>
    public static string Fill(string text, Journey journey, DateOnly day) => Placeholder().Replace(text, match => match.Groups["name"].Value switch
    {
        QuitDate => journey.QuitDate?.ToString("dddd d MMMM", French) ?? string.Empty,
        DayNumber => Math.Abs(journey.DayNumber(day)).ToString(French),
        var question => journey.Profile.GetValueOrDefault(question)?.Number?.ToString(French) ?? string.Empty,
    });

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}

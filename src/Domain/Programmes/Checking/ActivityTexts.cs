using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>What is wrong with the texts of an activity, and with its push.</summary>
internal static class ActivityTexts
{
    private const int LongestTitle = 80;

    public static IEnumerable<LocalizedText> FindFaults(Activity activity, ProgrammeDefinition programme, IReadOnlyList<GoalKind> goals)
    {
        foreach (var source in activity.Sources.Where(source => !programme.Sources.ContainsKey(source)))
        {
            yield return References.UnknownSource(source);
        }

        foreach (var name in new[] { activity.Title, activity.Text, activity.Why }
            .SelectMany(text => TextPlaceholders.UnknownIn(text, programme, CountsFromQuitDate(activity, programme, goals))).Distinct())
        {
            yield return new LocalizedText(
                $"« {activity.Key} » dit {{{name}}}, que l’on ne connaît pas pour toutes les personnes qui le lisent.",
                $"'{activity.Key}' says {{{name}}}, which is not known of everyone who reads it.");
        }

        if (activity.Title.Length > LongestTitle)
        {
            yield return new LocalizedText(
                $"Le titre de « {activity.Key} » compte plus de {LongestTitle} caractères.",
                $"The title of '{activity.Key}' has more than {LongestTitle} characters.");
        }

        if (activity.Push is { } push && PushText.Of(push.Title, push.Body) is { IsFailure: true } refused)
        {
            yield return new LocalizedText(
                $"La notification de « {activity.Key} » ne peut pas se montrer sur un écran verrouillé. {refused.Error.Text.French}",
                $"The push of '{activity.Key}' cannot be shown on a locked screen: {refused.Error.Text.English}");
        }
    }

    /// <summary>Whether whoever it comes to has a quit date, since it counts from that.</summary>
    private static bool CountsFromQuitDate(Activity activity, ProgrammeDefinition programme, IReadOnlyList<GoalKind> goals) => activity.Timing switch
    {
        { Anchor: AnchorKind.QuitDate } => true,
        { Anchor: AnchorKind.Phase, Phase: var key } =>
            goals.SelectMany(goal => programme.Find(goal)?.Phases ?? []).Where(phase => phase.Key == key).All(phase => phase.Anchor == AnchorKind.QuitDate),
        _ => false,
    };
}

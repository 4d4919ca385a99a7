using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>What is wrong with what activities and tools lead to and rest on.</summary>
internal static class References
{
    public static IEnumerable<LocalizedText> FindFaults(Activity activity, KnownReferences known)
    {
        if (activity.Link is null && activity.Kind is ActivityKind.Assessment or ActivityKind.Media or ActivityKind.Signpost)
        {
            yield return new LocalizedText(
                $"« {activity.Key} » ne mène nulle part : ce dont il s’agit manque (leadsTo).",
                $"'{activity.Key}' leads nowhere: what it is about is missing.");
        }

        var missing = activity.Link switch
        {
            ActivityLink.ToAssessment link when !known.Assessments.Contains(link.Code) => link.Code,
            ActivityLink.ToHelpLine link when !known.HelpLines.Contains(link.Code) => link.Code,
            ActivityLink.ToProgramme link when !known.Programmes.Contains(link.Slug) => link.Slug,
            _ => null,
        };
        if (missing is not null)
        {
            yield return new LocalizedText(
                $"« {activity.Key} » mène à « {missing} », qui n’existe pas.", $"'{activity.Key}' leads to '{missing}', which does not exist.");
        }

        if (activity.Link is ActivityLink.ToMedia { Type: not MediaType.Image, Transcript: null })
        {
            yield return new LocalizedText(
                $"« {activity.Key} » n’a pas de transcription : tout le monde ne peut pas l’entendre.",
                $"'{activity.Key}' has no transcript: not everyone can hear it.");
        }
    }

    public static IEnumerable<DefinitionFault> FindFaults(CravingTool tool, ProgrammeDefinition programme) =>
        tool.Sources.Where(source => !programme.Sources.ContainsKey(source)).Select(UnknownSource)
            .Concat(tool.Triggers.Where(trigger => programme.Vocabulary.Find(JourneyFacts.WorstTrigger)?.Words.Contains(trigger) is not true)
                .Select(trigger => new LocalizedText(
                    $"« {trigger} » n’est pas l’une des situations (triggers) sur lesquelles on interroge les personnes.",
                    $"'{trigger}' is none of the triggers that people are asked about.")))
            .Select(problem => new DefinitionFault(tool.Line, problem));

    public static LocalizedText UnknownSource(string source) => new(
        $"La source « {source} » n’est pas parmi celles du programme.", $"The source '{source}' is not among the programme's sources.");
}

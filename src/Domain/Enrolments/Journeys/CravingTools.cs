using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Journeys;

/// <summary>A tool, and what speaks for it.</summary>
/// <param name="Tool">Which.</param>
/// <param name="Helped">How often the person got through a craving with it.</param>
/// <param name="FitsTrigger">Whether it is made for what set the craving off.</param>
public sealed record FittingTool(CravingTool Tool, int Helped, bool FitsTrigger);

/// <summary>Chooses what may help somebody through a craving now.</summary>
public static class CravingTools
{
    /// <summary>Few enough to choose from with one's hands shaking.</summary>
    public const int Most = 3;

    /// <summary>
    /// What helped before comes first, then what fits the trigger, then what was used least: a tool that did not help is not offered again
    /// before the others.
    /// </summary>
    /// <param name="programme">Whose tools.</param>
    /// <param name="journey">Whose experience.</param>
    /// <param name="trigger">What set the craving off; null where that is not known.</param>
    /// <param name="place">Where the person is; null where that is not known.</param>
    public static IReadOnlyList<FittingTool> For(ProgrammeDefinition programme, Journey journey, string? trigger, CravingPlace? place)
    {
        var uses = journey.Cravings.Where(craving => craving.Tool is not null).ToLookup(craving => craving.Tool!, StringComparer.Ordinal);
        return
        [
            .. programme.Tools
                .Where(tool => place is null || tool.Places.Count == 0 || tool.Places.Contains(place.Value))
                .Where(tool => tool.Triggers.Count == 0 || trigger is null || tool.Triggers.Contains(trigger))
                .Select(tool => (
                    Fitting: new FittingTool(
                        tool, uses[tool.Key].Count(craving => craving.Resisted == true), trigger is not null && tool.Triggers.Contains(trigger)),
                    Failed: uses[tool.Key].Count(craving => craving.Resisted == false)))
                .OrderByDescending(candidate => candidate.Fitting.Helped - candidate.Failed)
                .ThenByDescending(candidate => candidate.Fitting.FitsTrigger)
                .ThenBy(candidate => uses[candidate.Fitting.Tool.Key].Count())
                .Select(candidate => candidate.Fitting)
                .Take(Most),
        ];
    }
}

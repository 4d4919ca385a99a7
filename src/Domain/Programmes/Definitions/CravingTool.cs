namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>Something to do for the few minutes that a craving lasts.</summary>
/// <param name="Key">kebab-case; unique in the programme.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">What to do, in Markdown.</param>
/// <param name="Minutes">About how long it takes.</param>
/// <param name="Triggers">Options of the question <c>triggers</c> that it fits; any where empty.</param>
/// <param name="Places">Where it can be done; anywhere where empty.</param>
/// <param name="Sources">Keys of the programme's sources.</param>
/// <param name="Status">Whether health staff have approved it.</param>
/// <param name="Line">Of the file, for its author.</param>
public sealed record CravingTool(
    string Key,
    string Title,
    string Text,
    int Minutes,
    IReadOnlyList<string> Triggers,
    IReadOnlyList<CravingPlace> Places,
    IReadOnlyList<string> Sources,
    ValidationStatus Status,
    int Line);

/// <summary>Where somebody is when a craving comes.</summary>
public enum CravingPlace
{
    Home,
    Work,
    Outside,
    Transport,
    Party,
}

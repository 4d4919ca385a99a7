using MobileBackend.Domain.Programmes.Conditions;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>What gets better how long after the last use. Sources disagree, so each names its own.</summary>
/// <param name="Key">kebab-case; unique in the programme.</param>
/// <param name="After">Months count 30 days.</param>
/// <param name="Text">What gets better.</param>
/// <param name="Source">Key of the programme's sources.</param>
/// <param name="Status">Whether health staff have approved it.</param>
/// <param name="Line">Of the file, for its author.</param>
public sealed record HealthMilestone(string Key, TimeSpan After, string Text, string Source, ValidationStatus Status, int Line);

/// <summary>A small reward: for doing, never for being better than others.</summary>
/// <param name="Key">kebab-case; unique in the programme.</param>
/// <param name="Title">One line.</param>
/// <param name="Text">What it honours.</param>
/// <param name="When">What it is given for; once given it stays.</param>
/// <param name="Line">Of the file, for its author.</param>
public sealed record Badge(string Key, string Title, string Text, Condition When, int Line);

using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.HelpLines;

/// <summary>How far a piece of content has been checked.</summary>
public enum HelpLineStatus
{
    /// <summary>Taken from the source it names; its owner has not confirmed it.</summary>
    ToBeConfirmed,

    /// <summary>Confirmed by its owner.</summary>
    Confirmed,
}

/// <summary>A line that people can call, or write to.</summary>
/// <param name="Code">What clients know it by; <see cref="HelpLineCodes"/>.</param>
/// <param name="Name">Its public name.</param>
/// <param name="PhoneNumber">As people write it: <c>39 89</c>.</param>
/// <param name="PhoneNumberFromAbroad">As people write it, where there is one.</param>
/// <param name="Cost">What a call costs.</param>
/// <param name="Hours">When it answers.</param>
/// <param name="Source">Where these facts are from.</param>
/// <param name="Status">Whether they have been confirmed.</param>
public sealed record HelpLine(
    string Code,
    LocalizedText Name,
    string PhoneNumber,
    string? PhoneNumberFromAbroad,
    LocalizedText Cost,
    OpeningHours Hours,
    string Source,
    HelpLineStatus Status);

/// <summary>The lines that clients rely on: each must have its content.</summary>
public static class HelpLineCodes
{
    /// <summary>The 39 89, whose hours are those of call backs.</summary>
    public const string TabacInfoService = "tis-3989";

    public const string SuicidePrevention = "suicide-3114";

    public const string EmergencyMedical = "emergency-15";

    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        TabacInfoService, "drogues-info-service", "ecoute-cannabis", "alcool-info-service", "joueurs-info-service",
        SuicidePrevention, EmergencyMedical, "emergency-112", "emergency-114",
    ];
}

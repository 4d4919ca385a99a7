namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>
/// Who does less than this is not helped by more of the same: in the trial of the real app those who did at least 8 activities did better
/// (BMJ Open 2020;10:e039515), so that the offer changes for the others.
/// </summary>
public static class EngagementFloor
{
    /// <summary>How many activities.</summary>
    public const int Activities = 8;

    /// <summary>By this day, counted from the enrolment.</summary>
    public const int Day = 10;
}

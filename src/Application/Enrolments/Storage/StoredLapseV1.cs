using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>A lapse or relapse in the journal, as it is stored.</summary>
/// <param name="OccurredAt">When it was.</param>
/// <param name="Cigarettes">Cigarettes or joints.</param>
/// <param name="Day">The person's day of then.</param>
/// <param name="ReportedOn">Their day on which they reported it.</param>
internal sealed record StoredLapseV1(DateTimeOffset OccurredAt, int Cigarettes, DateOnly Day, DateOnly ReportedOn) : IStoredForm
{
    public static string Name => "lapse";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => Name;
}

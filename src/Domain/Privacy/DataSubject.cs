using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Domain.Privacy;

/// <summary>Whose data are exported or erased: a device's person, or the one thing behind a follow-up token.</summary>
/// <param name="DeviceId">Set for a device.</param>
/// <param name="Subject">Set for a follow-up token.</param>
/// <param name="SubjectId">Set for a follow-up token.</param>
public sealed record DataSubject(Guid? DeviceId, FollowUpSubject? Subject, Guid? SubjectId)
{
    public static DataSubject Device(Guid deviceId) => new(deviceId, null, null);

    public static DataSubject FollowUp(FollowUpSubject subject, Guid subjectId) => new(null, subject, subjectId);
}

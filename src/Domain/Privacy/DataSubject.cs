using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Domain.Privacy;

/// <summary>Whose data are exported or erased: a device's person, or the one thing behind a follow-up token.</summary>
/// <param name="DeviceId">Set for a device.</param>
/// <param name="Subject">Set for a follow-up token.</param>
/// <param name="SubjectId">Set for a follow-up token. Of which kind it is says <paramref name="Subject"/>, so it is no typed id.</param>
public sealed record DataSubject(DeviceId? DeviceId, FollowUpSubject? Subject, Guid? SubjectId)
{
    public static DataSubject Device(DeviceId deviceId) => new(deviceId, null, null);

    public static DataSubject FollowUp(FollowUpSubject subject, Guid subjectId) => new(null, subject, subjectId);
}

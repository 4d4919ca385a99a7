using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Enrolments;

namespace MobileBackend.Application.Enrolments;

internal static class EnrolmentOwnership
{
    /// <summary>What the calling device's person takes part in: the one place that decides it.</summary>
    public static IQueryable<Enrolment> OwnedBy(this IQueryable<Enrolment> enrolments, Caller caller)
    {
        var deviceId = caller.DeviceId ?? Guid.Empty;
        return enrolments.Where(enrolment => enrolment.DeviceId == deviceId);
    }
}

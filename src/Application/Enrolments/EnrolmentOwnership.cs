using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Enrolments;

namespace MobileBackend.Application.Enrolments;

internal static class EnrolmentOwnership
{
    /// <summary>What the calling device's person takes part in; nothing for a caller without a device. The one place that decides it.</summary>
    public static IQueryable<Enrolment> OwnedBy(this IQueryable<Enrolment> enrolments, Caller caller) =>
        caller.DeviceId is { } deviceId ? enrolments.Where(enrolment => enrolment.DeviceId == deviceId) : enrolments.Where(_ => false);
}

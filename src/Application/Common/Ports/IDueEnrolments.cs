using MobileBackend.Domain.Coaching.Enrolments;

namespace MobileBackend.Application.Common.Ports;

/// <summary>Finds whose day is to be planned.</summary>
public interface IDueEnrolments
{
    /// <summary>
    /// Up to <paramref name="count"/> enrolments that are due, the longest due first, held until the running transaction ends: no other replica
    /// gets them, and nobody among them is erased meanwhile.
    /// </summary>
    Task<IReadOnlyList<EnrolmentId>> TakeAsync(int count, CancellationToken cancellationToken);
}

using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>Finds whose day is to be planned.</summary>
public interface IDueEnrolments
{
    /// <summary>
    /// Up to <paramref name="count"/> enrolments that are due, the longest due first, held until the running transaction ends: no other replica
    /// gets them, and nobody among them is erased meanwhile.
    /// </summary>
    Task<IReadOnlyList<EnrolmentId>> TakeAsync(int count, CancellationToken cancellationToken);
}

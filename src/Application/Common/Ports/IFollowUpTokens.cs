using MobileBackend.Domain.FollowUps;

namespace MobileBackend.Application.Common.Ports;

/// <summary>Issues and retires the tokens of people without a device, within the running transaction.</summary>
/// <remarks>The id of a subject is no typed id: its kind stands beside it.</remarks>
public interface IFollowUpTokens
{
    /// <returns>The token, which is shown once.</returns>
    string Issue(FollowUpSubject subject, Guid subjectId);

    /// <summary>Starts the token's last days: its subject closed at <paramref name="closedAt"/>.</summary>
    Task RetireAsync(FollowUpSubject subject, Guid subjectId, DateTimeOffset closedAt, CancellationToken cancellationToken);

    Task<int> EraseAsync(FollowUpSubject subject, Guid subjectId, CancellationToken cancellationToken);
}

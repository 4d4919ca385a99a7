using MobileBackend.Application.Common.Paging;

namespace MobileBackend.Application.Outbox;

/// <summary>How the outbox stands.</summary>
/// <param name="Depth">Messages not delivered yet, parked ones included.</param>
/// <param name="OldestAgeSeconds">Age of the oldest one; absent when there is none.</param>
/// <param name="Parked">How many are parked.</param>
/// <param name="Items">The parked messages, newest first.</param>
/// <param name="NextCursor">Where the next page of parked messages starts; null at the end.</param>
public sealed record OutboxResponse(int Depth, long? OldestAgeSeconds, int Parked, IReadOnlyList<ParkedMessageResponse> Items, string? NextCursor);

/// <summary>A message that the extranet refused. What it says is personal, and not shown.</summary>
/// <param name="MessageId">What it is replayed by.</param>
/// <param name="CallbackId">The call back it is about: its later messages wait.</param>
/// <param name="Type">What happened to the call back.</param>
/// <param name="Fault">Why it was refused: the extranet's status.</param>
/// <param name="Attempts">Deliveries begun.</param>
/// <param name="CreatedAt">When it was put into the outbox.</param>
public sealed record ParkedMessageResponse(Guid MessageId, Guid CallbackId, string Type, string? Fault, int Attempts, DateTimeOffset CreatedAt);

/// <summary>The outbox as operators see it.</summary>
public interface IOutboxAdministration
{
    Task<OutboxResponse> ReadAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Lets a parked message be delivered again, or all of them where no id is given.</summary>
    /// <returns>How many were parked and are not any more.</returns>
    Task<int> ReplayAsync(Guid? messageId, CancellationToken cancellationToken);
}

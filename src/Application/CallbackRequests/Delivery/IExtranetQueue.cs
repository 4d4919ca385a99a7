using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Delivery;

/// <summary>What happened to a call back, in the words of the extranet's contract.</summary>
public enum ExtranetMessageType
{
    Requested,
    Rescheduled,
    Cancelled,
}

/// <summary>A message for the call centre's extranet.</summary>
/// <param name="CallbackId">The call back: messages of one keep their order.</param>
/// <param name="Position">Place among the messages of this call back, from 1.</param>
/// <param name="Type">What happened.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Details">The call back; null for a cancellation, which carries the id alone.</param>
public sealed record ExtranetMessage(CallbackRequestId CallbackId, int Position, ExtranetMessageType Type, DateTimeOffset OccurredAt, ExtranetCallback? Details)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Type} {CallbackId}";
}

/// <summary>The call back as the extranet sees it.</summary>
public sealed record ExtranetCallback(
    CallbackService Service,
    string LastName,
    string FirstName,
    string PhoneNumber,
    CallbackSlot ReservedSlot,
    IReadOnlyList<CallbackSlot> WishedSlots,
    bool InterpreterNeeded,
    CallbackChannel Channel,
    string SourceName,
    DateTimeOffset RequestedAt)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(call back)";
}

/// <summary>The way into the extranet: messages are kept in the running transaction and delivered later, at least once, in order.</summary>
public interface IExtranetQueue
{
    /// <summary>
    /// Puts a message behind those of its call back. One that changes or cancels a call back takes the place of those of which no delivery was ever
    /// begun: the newest slot replaces older moves, a request that has not left takes the newest slot itself, and of a request that has not left and its
    /// cancellation neither is sent. A message of which a delivery was begun is never touched.
    /// </summary>
    /// <param name="message">The newest of its call back.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many messages will never be sent for that, <paramref name="message"/> itself included where it is one of them.</returns>
    Task<int> EnqueueAsync(ExtranetMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back every message about a call back that has not been delivered, under way or not, and puts <paramref name="cancellation"/> in their
    /// place where the extranet may already know the call back: the way of an erasure.
    /// </summary>
    Task WithdrawAsync(ExtranetMessage cancellation, CancellationToken cancellationToken);
}

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
    void Add(ExtranetMessage message);

    /// <summary>
    /// Takes back every message about a call back that has not been delivered, and puts <paramref name="cancellation"/> in their place
    /// where the extranet may already know the call back.
    /// </summary>
    Task WithdrawAsync(ExtranetMessage cancellation, CancellationToken cancellationToken);
}

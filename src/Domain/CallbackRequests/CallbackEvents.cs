using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>An event that the extranet must hear of.</summary>
public interface IExtranetEvent : IDomainEvent
{
    CallbackRequest Request { get; }

    /// <summary>Place of the message among those of this call back, from 1: the order the extranet must see.</summary>
    int Position { get; }

    DateTimeOffset OccurredAt { get; }
}

/// <summary>An event that brings the extranet the whole call back. It holds personal data: it is neither logged nor serialised.</summary>
public interface IDescribingExtranetEvent : IExtranetEvent
{
    /// <summary>Whom to call: what the aggregate holds of it is sealed, and need not be opened for those who react.</summary>
    CallbackContact Contact { get; }
}

/// <inheritdoc cref="IDescribingExtranetEvent"/>
public sealed record CallbackSubmitted(CallbackRequest Request, CallbackContact Contact, int Position, DateTimeOffset OccurredAt) : IDescribingExtranetEvent;

/// <inheritdoc cref="IDescribingExtranetEvent"/>
public sealed record CallbackRescheduled(CallbackRequest Request, CallbackContact Contact, int Position, DateTimeOffset OccurredAt) : IDescribingExtranetEvent;

/// <summary>The request was given up.</summary>
/// <param name="Request">The call back.</param>
/// <param name="Position">Place of its message.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="ByPerson">False when nobody reported on it for too long.</param>
public sealed record CallbackCancelled(CallbackRequest Request, int Position, DateTimeOffset OccurredAt, bool ByPerson) : IExtranetEvent;

/// <summary>Staff cancelled the request, which its person learns.</summary>
public sealed record CallbackCancelledByStaff(CallbackRequest Request) : IDomainEvent;

/// <summary>An attempt got no answer, and more will follow.</summary>
/// <param name="Request">The call back.</param>
/// <param name="AttemptsLeft">How many attempts the call centre still makes.</param>
public sealed record CallbackUnanswered(CallbackRequest Request, int AttemptsLeft) : IDomainEvent;

public sealed record CallbackUnreachable(CallbackRequest Request, AttemptOutcome LastOutcome) : IDomainEvent;

/// <summary>The person who was called did not want the call, or had not asked for it: the number is left alone for a while.</summary>
public sealed record NumberTurnedDown(PhoneIndex Phone, DateTimeOffset At) : IDomainEvent;

/// <summary>The call back reached its end, whichever it is.</summary>
public sealed record CallbackClosed(CallbackRequest Request, DateTimeOffset ClosedAt) : IDomainEvent;

using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>Somebody asked to be called back ("web call back", tender specification, section 8.1, fonctionnalité 4).</summary>
public sealed class CallbackRequest : AggregateRoot
{
    /// <summary>A first call and two more: then the person is unreachable.</summary>
    public const int MaximumUnansweredAttempts = 3;

    private readonly List<CallbackAttempt> _attempts = [];

    private CallbackRequest(CallbackRequestId id, CallbackService service, SealedText contact, DateTimeOffset requestedAt)
    {
        Id = id;
        Service = service;
        Contact = contact;
        RequestedAt = requestedAt;
    }

    public CallbackRequestId Id { get; private set; }

    public CallbackService Service { get; private set; }

    public CallbackStatus Status { get; private set; }

    /// <summary>First name, last name, phone number and the need for an interpreter, sealed as one.</summary>
    public SealedText Contact { get; private set; }

    /// <summary>Holds the number to one open request; <see cref="PhoneIndex.None"/> once the request is closed.</summary>
    public PhoneIndex OpenPhone { get; private set; } = PhoneIndex.None();

    public CallbackOrigin Origin { get; private set; } = null!;

    /// <summary>1 to 3, in the person's order of preference.</summary>
    public IReadOnlyList<WishedSlot> WishedSlots { get; private set; } = [];

    public CallbackSlot ReservedSlot { get; private set; }

    /// <summary>When the person asked, which is also when they consented to be called.</summary>
    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<CallbackAttempt> Attempts => _attempts;

    /// <summary>How many messages about this request were meant for the extranet, those included that were merged.</summary>
    public int MessageCount { get; private set; }

    /// <summary>How many of them will never be sent: a newer one took their place before any delivery of them was begun.</summary>
    public int MergedMessages { get; private set; }

    /// <summary>The day in Europe/Paris that <see cref="MovesThatDay"/> is of; null before the first move.</summary>
    public DateOnly? MovedOn { get; private set; }

    /// <summary>How often the request was moved to another slot on <see cref="MovedOn"/>.</summary>
    public int MovesThatDay { get; private set; }

    /// <summary>False where every message was merged away: the extranet knows nothing of this request, and need not forget it.</summary>
    public bool IsKnownToExtranet => MergedMessages < MessageCount;

    public bool IsClosed => ClosedAt is not null;

    /// <summary>Takes a new request.</summary>
    /// <param name="id">Of the request.</param>
    /// <param name="service">Who is to call.</param>
    /// <param name="contact">In clear, for those who react to the event; it is not kept.</param>
    /// <param name="sealedContact">The same, sealed for this request.</param>
    /// <param name="phone">Of the contact's number.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="wishedSlots">1 to 3, in order of preference.</param>
    /// <param name="reservedSlot">The one that is reserved.</param>
    /// <param name="now">The present.</param>
    public static CallbackRequest Submit(
        CallbackRequestId id,
        CallbackService service,
        CallbackContact contact,
        SealedText sealedContact,
        PhoneIndex phone,
        CallbackOrigin origin,
        IReadOnlyList<WishedSlot> wishedSlots,
        CallbackSlot reservedSlot,
        DateTimeOffset now)
    {
        var request = new CallbackRequest(id, service, sealedContact, now)
        {
            OpenPhone = phone,
            Origin = origin,
            WishedSlots = wishedSlots,
            ReservedSlot = reservedSlot,
        };
        request.Raise(new CallbackSubmitted(request, contact, request.NextPosition(), now));
        return request;
    }

    /// <summary>
    /// Moves an open request to another slot. Its status stays: the extranet keeps its place in the queue. Where the slot is the one that is
    /// reserved already, the wishes are kept and nothing else happens: it is no move.
    /// </summary>
    /// <param name="contact">In clear, for those who react to the event; it is not kept.</param>
    /// <param name="wishedSlots">1 to 3, in order of preference.</param>
    /// <param name="reservedSlot">The one that is reserved.</param>
    /// <param name="movesPerDay">How often a request may be moved on one day of Europe/Paris.</param>
    /// <param name="now">The present.</param>
    /// <returns>
    /// <see cref="CallbackRequestErrors.Closed"/>; <see cref="CallbackRequestErrors.MovedOften"/> until the end of the day; else success.
    /// </returns>
    public Result Reschedule(
        CallbackContact contact, IReadOnlyList<WishedSlot> wishedSlots, CallbackSlot reservedSlot, int movesPerDay, DateTimeOffset now)
    {
        if (IsClosed)
        {
            return CallbackRequestErrors.Closed;
        }

        if (reservedSlot != ReservedSlot)
        {
            var today = FrenchClock.DateAt(now);
            var moves = MovedOn == today ? MovesThatDay : 0;
            if (moves >= movesPerDay)
            {
                return CallbackRequestErrors.MovedOften(FrenchClock.ToInstant(today.AddDays(1), TimeOnly.MinValue) - now);
            }

            ReservedSlot = reservedSlot;
            MovedOn = today;
            MovesThatDay = moves + 1;
            Raise(new CallbackRescheduled(this, contact, NextPosition(), now));
        }

        WishedSlots = wishedSlots;
        return Result.Success;
    }

    public Result Cancel(DateTimeOffset now)
    {
        if (IsClosed)
        {
            return CallbackRequestErrors.Closed;
        }

        Close(CallbackStatus.Cancelled, now);
        Raise(new CallbackCancelled(this, NextPosition(), now, ByPerson: true));
        return Result.Success;
    }

    /// <summary>Staff cancel an open request, as when its sender took places that others need. The person is notified.</summary>
    public void CancelByStaff(DateTimeOffset now)
    {
        Close(CallbackStatus.Cancelled, now);
        Raise(new CallbackCancelled(this, NextPosition(), now, ByPerson: false));
        Raise(new CallbackCancelledByStaff(this));
    }

    /// <summary>Gives up a request about which the extranet never reported, so that it neither is kept nor holds its number for ever.</summary>
    public void GiveUp(DateTimeOffset now)
    {
        Close(CallbackStatus.Cancelled, now);
        Raise(new CallbackCancelled(this, NextPosition(), now, ByPerson: false));
    }

    /// <summary>Holds the number by another index key. False where nothing changed, or nothing is held any more.</summary>
    public bool Reindex(PhoneIndex phone)
    {
        if (IsClosed || OpenPhone == phone)
        {
            return false;
        }

        OpenPhone = phone;
        return true;
    }

    /// <summary>The last word to the extranet before the person's data go: it must forget this id. For any state.</summary>
    public CallbackCancelled Withdraw(DateTimeOffset now) => new(this, NextPosition(), now, ByPerson: true);

    /// <summary>Notes that messages will never be sent, since a newer one says all that they said, or takes it back.</summary>
    /// <param name="count">How many, 0 or more; the newer one included where it is not sent either.</param>
    public void NoteMerged(int count) => MergedMessages += count;

    /// <summary>
    /// Records what came of a call. The same <paramref name="attemptId"/> again changes nothing; once the request is closed an
    /// attempt is recorded and has no effect. Taken while <see cref="CallbackStatus.Pending"/> too: the extranet's answer to our
    /// message may have been lost.
    /// </summary>
    public void RecordAttempt(string attemptId, DateTimeOffset attemptedAt, AttemptOutcome outcome, DateTimeOffset now)
    {
        if (_attempts.Exists(known => string.Equals(known.AttemptId, attemptId, StringComparison.Ordinal)))
        {
            return;
        }

        _attempts.Add(new CallbackAttempt(attemptId, attemptedAt, outcome, now));
        if (IsClosed)
        {
            return;
        }

        switch (outcome)
        {
            case AttemptOutcome.Reached:
                Close(CallbackStatus.Reached, now);
                break;
            case AttemptOutcome.Declined:
                Raise(new NumberTurnedDown(OpenPhone, now));
                Close(CallbackStatus.Declined, now);
                break;
            case AttemptOutcome.WrongNumber:
                Raise(new NumberTurnedDown(OpenPhone, now));
                GiveUp(outcome, now);
                break;
            case AttemptOutcome.NoAnswer:
                RecordNoAnswer(now);
                break;
        }
    }

    private void RecordNoAnswer(DateTimeOffset now)
    {
        var left = MaximumUnansweredAttempts - _attempts.Count(attempt => attempt.Outcome == AttemptOutcome.NoAnswer);
        if (left <= 0)
        {
            GiveUp(AttemptOutcome.NoAnswer, now);
            return;
        }

        Status = CallbackStatus.Queued;
        Raise(new CallbackUnanswered(this, left));
    }

    private void GiveUp(AttemptOutcome lastOutcome, DateTimeOffset now)
    {
        Close(CallbackStatus.Unreachable, now);
        Raise(new CallbackUnreachable(this, lastOutcome));
    }

    private void Close(CallbackStatus status, DateTimeOffset now)
    {
        Status = status;
        ClosedAt = now;
        OpenPhone = PhoneIndex.None();
        Raise(new CallbackClosed(this, now));
    }

    private int NextPosition() => ++MessageCount;
}

namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>
/// A number that is not called for a while, since its last call was declined or reached a wrong person. It is kept apart from the call back, so that erasing
/// that one does not make the phone ring again; all it holds is a keyed hash, until the time is over.
/// </summary>
public sealed class WaitingNumber
{
    private WaitingNumber(Guid id, DateTimeOffset until)
    {
        Id = id;
        Until = until;
    }

    public Guid Id { get; private set; }

    public PhoneIndex Phone { get; private set; } = PhoneIndex.None();

    public DateTimeOffset Until { get; private set; }

    public static WaitingNumber For(PhoneIndex phone, TimeSpan wait, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), now + wait) { Phone = phone with { } };
}

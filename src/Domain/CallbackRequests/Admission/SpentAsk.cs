using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>
/// A request of which no call back is kept and that counts against its sender all the same for a day: it was refused because of its number, or its call back
/// was erased. So asking whether a number has an open call back costs as much as making one, and erasing buys no further question. It holds nothing of the
/// number or the person.
/// </summary>
public sealed class SpentAsk
{
    private SpentAsk(Guid id, DateTimeOffset askedAt)
    {
        Id = id;
        AskedAt = askedAt;
    }

    /// <summary>How long it counts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(1);

    public Guid Id { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Null without a device, and once that was erased.</summary>
    public DeviceId? DeviceId { get; private set; }

    public PartnerId? PartnerId { get; private set; }

    /// <summary>As in <see cref="CallbackOrigin.AddressHash"/>.</summary>
    public string? AddressHash { get; private set; }

    public CallerProof Proof { get; private set; }

    /// <summary>Of a request that was refused because of its number.</summary>
    public static SpentAsk Refused(CallbackOrigin origin, DateTimeOffset now) => Of(origin, now, origin.DeviceId);

    /// <summary>Of a call back that is erased: what is left leads back to no device.</summary>
    /// <returns>Null where it no longer counts, or counted by its device alone.</returns>
    public static SpentAsk? Erased(CallbackRequest request, DateTimeOffset now) =>
        request is { Origin: { Proof: not CallerProof.App } origin } && request.RequestedAt > now - Lifetime
        && (origin.AddressHash is not null || origin.PartnerId is not null)
            ? Of(origin, request.RequestedAt, device: null)
            : null;

    private static SpentAsk Of(CallbackOrigin origin, DateTimeOffset askedAt, DeviceId? device) => new(Guid.CreateVersion7(askedAt), askedAt)
    {
        DeviceId = device,
        PartnerId = origin.PartnerId,
        AddressHash = origin.AddressHash,
        Proof = origin.Proof,
    };
}

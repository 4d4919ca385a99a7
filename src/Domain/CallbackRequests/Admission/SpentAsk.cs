using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>
/// A request that was refused because of its number. It counts against its sender like one that was taken, so that asking whether a number has an open call
/// back costs as much as making one. It holds nothing of the number.
/// </summary>
public sealed class NumberRefusal
{
    private NumberRefusal(Guid id, DateTimeOffset refusedAt)
    {
        Id = id;
        RefusedAt = refusedAt;
    }

    /// <summary>How long it counts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(1);

    public Guid Id { get; private set; }

    public DateTimeOffset RefusedAt { get; private set; }

    public DeviceId? DeviceId { get; private set; }

    public PartnerId? PartnerId { get; private set; }

    /// <summary>As in <see cref="CallbackOrigin.AddressHash"/>.</summary>
    public string? AddressHash { get; private set; }

    public CallerProof Proof { get; private set; }

    public static NumberRefusal Of(CallbackOrigin origin, DateTimeOffset now) => new(Guid.CreateVersion7(now), now)
    {
        DeviceId = origin.DeviceId,
        PartnerId = origin.PartnerId,
        AddressHash = origin.AddressHash,
        Proof = origin.Proof,
    };
}

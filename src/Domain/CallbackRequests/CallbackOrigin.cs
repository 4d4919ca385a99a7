using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>Where a request came from: whose it is, and what the extranet is told of it.</summary>
/// <param name="Channel">Told to the extranet.</param>
/// <param name="Name">The app or the API key's name, told to the extranet.</param>
/// <param name="DeviceId">The device that owns the request, if it came from an app.</param>
/// <param name="PartnerId">The holder of the key through which it came, if it came from a form.</param>
public sealed record CallbackOrigin(CallbackChannel Channel, string Name, DeviceId? DeviceId, PartnerId? PartnerId)
{
    /// <summary>Keyed hash of the network address it came from, for shares and blocks; null for a server's, and 14 days later.</summary>
    public string? AddressHash { get; init; }

    /// <summary>What was shown for it.</summary>
    public CallerProof Proof { get; init; }
}

/// <summary>
/// Keyed hashes of a phone number, one for each active index key, so that equality can be asked of the database without the number
/// (docs/adr/0005). While the index key is being rotated both slots are filled, and uniqueness holds in each.
/// </summary>
public sealed record PhoneIndex(string? SlotA, string? SlotB)
{
    /// <summary>Holds no number. A new one each time: an index belongs to one request.</summary>
    public static PhoneIndex None() => new(null, null);
}

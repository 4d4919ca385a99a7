using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Admission;

/// <summary>Who asks for a call back, as it is looked for.</summary>
/// <param name="DeviceId">Null for people without a device.</param>
/// <param name="PartnerId">Null for people without a key.</param>
/// <param name="AddressHash">Null for a partner's server.</param>
public sealed record Asker(DeviceId? DeviceId, PartnerId? PartnerId, string? AddressHash);

/// <summary>What places are counted for: an address, or the holder of a secret key; exactly one is set.</summary>
public sealed record PlaceSource(string? AddressHash, PartnerId? PartnerId);

/// <summary>Who has an open call back for a number.</summary>
public sealed record NumberHolder(CallbackRequestId Id, DeviceId? DeviceId, PartnerId? PartnerId, CallbackChannel Channel);

/// <summary>What is known of a caller and a number before a request is taken.</summary>
/// <param name="DeviceSince">When the device registered; null without a device, and where it was revoked or erased since its token was looked at.</param>
/// <param name="Open">Open call backs of the device.</param>
/// <param name="Asked">What the device asked for within the last day, granted or refused for its number.</param>
/// <param name="FirstAskedAt">The first of these.</param>
/// <param name="IsBlocked">Whether staff blocked the device, the key or the address.</param>
/// <param name="Holder">Whose the number's open call back is; null where it has none.</param>
/// <param name="NumberWaits">Whether the number was turned down a short while ago.</param>
public sealed record CallerFacts(
    DateTimeOffset? DeviceSince, int Open, int Asked, DateTimeOffset? FirstAskedAt, bool IsBlocked, NumberHolder? Holder, bool NumberWaits);

/// <summary>What is asked of the database before a request is taken: in the evening of a television spot every round trip counts.</summary>
public interface IAdmissionBook
{
    /// <summary>
    /// Looks within the running transaction. A device can then be neither revoked nor erased until that ends, and its requests come one after the other.
    /// </summary>
    Task<CallerFacts> LookAsync(Asker asker, PhoneIndex phone, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What a source has of the slots between two instants, and asked for in the last day.</summary>
    Task<Holdings> HoldingsAsync(PlaceSource source, DateTimeOffset from, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Waits until no other transaction has the turn of this source, and takes it until the running one ends.</summary>
    Task TakeTurnAsync(PlaceSource source, CancellationToken cancellationToken);
}

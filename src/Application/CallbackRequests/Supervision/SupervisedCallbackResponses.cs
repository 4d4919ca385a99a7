using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>A call back, as staff see it in a list.</summary>
/// <param name="Id">Of the call back.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReservedSlot">When the person will be called.</param>
/// <param name="Name">Initials alone; in full once it is opened.</param>
/// <param name="PhoneNumber">Masked but for its last two digits; in full once it is opened.</param>
/// <param name="Origin">The channel it came by.</param>
/// <param name="Source">The app, or the holder of the key.</param>
/// <param name="DeviceId">The device that owns it.</param>
/// <param name="KeyId">The holder of the key through which it came.</param>
/// <param name="AddressHash">Keyed hash of the address it came from; absent after 14 days.</param>
/// <param name="Proof">What was shown for it.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record SupervisedCallbackResponse(
    Guid Id,
    CallbackStatus Status,
    SlotResponse ReservedSlot,
    string Name,
    string PhoneNumber,
    CallbackChannel Origin,
    string Source,
    Guid? DeviceId,
    Guid? KeyId,
    string? AddressHash,
    CallerProof Proof,
    DateTimeOffset RequestedAt)
{
    internal static SupervisedCallbackResponse Masked(CallbackRequest request, CallbackContact contact) =>
        From(request, $"{Initial(contact.FirstName)} {Initial(contact.LastName)}", contact.Phone.Masked);

    internal static SupervisedCallbackResponse Opened(CallbackRequest request, CallbackContact contact) =>
        From(request, $"{contact.FirstName.Value} {contact.LastName.Value}", contact.Phone.E164);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(SupervisedCallbackResponse);

    private static SupervisedCallbackResponse From(CallbackRequest request, string name, string phoneNumber) => new(
        request.Id.Value,
        request.Status,
        SlotResponse.From(request.ReservedSlot, remaining: null),
        name,
        phoneNumber,
        request.Origin.Channel,
        request.Origin.Name,
        request.Origin.DeviceId?.Value,
        request.Origin.PartnerId?.Value,
        request.Origin.AddressHash,
        request.Origin.Proof,
        request.RequestedAt);

    private static string Initial(PersonName name) => $"{System.Globalization.StringInfo.GetNextTextElement(name.Value).ToUpperInvariant()}.";
}

/// <summary>What a cancellation in bulk came to, or would come to.</summary>
/// <param name="Matched">How many open call backs the filter finds.</param>
/// <param name="Cancelled">How many were cancelled; none in a dry run.</param>
public sealed record BulkCancellationResponse(int Matched, int Cancelled);

/// <summary>A block on a sender.</summary>
/// <param name="Id">Of the block.</param>
/// <param name="DeviceId">The device that is blocked.</param>
/// <param name="KeyId">The holder of the key that is blocked.</param>
/// <param name="AddressHash">The address that is blocked, by its keyed hash.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">For colleagues.</param>
/// <param name="CreatedAt">When it was placed.</param>
public sealed record BlockResponse(
    Guid Id, Guid? DeviceId, Guid? KeyId, string? AddressHash, DateTimeOffset Until, string Reason, DateTimeOffset CreatedAt) : Common.Messaging.ICreated
{
    internal static BlockResponse From(Domain.CallbackRequests.Admission.CallerBlock block) => new(
        block.Id.Value, block.DeviceId?.Value, block.PartnerId?.Value, block.AddressHash, block.Until, block.Reason, block.CreatedAt);
}

/// <summary>Whom a block would concern.</summary>
/// <param name="Devices">Devices with a call back that is kept; of an address, those of the last 14 days.</param>
/// <param name="Callbacks">Call backs that are kept, those of people without a device included.</param>
/// <param name="OpenCallbacks">Those of them that are open; a block leaves them as they are.</param>
public sealed record BlockPreviewResponse(int Devices, int Callbacks, int OpenCallbacks);

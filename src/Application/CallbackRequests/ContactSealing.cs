using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>How a contact is sealed, and its number made comparable.</summary>
internal static class ContactSealing
{
    private const string Column = "callback_requests:contact";

    public static SealedText Seal(this IPersonalDataSealer sealer, CallbackRequestId id, CallbackContact contact) =>
        sealer.SealForm(Column, id.Value, ToStored(contact));

    public static CallbackContact OpenContact(this IPersonalDataSealer sealer, CallbackRequest request) =>
        FromStored(sealer.OpenForm<StoredContactV1>(Column, request.Id.Value, request.Contact));

    public static PhoneIndex IndexOf(this IBlindIndex index, PhoneNumber phone)
    {
        var (slotA, slotB) = index.Compute("callback_requests:phone", phone.E164);
        return new PhoneIndex(slotA, slotB);
    }

    internal static StoredContactV1 ToStored(CallbackContact contact) =>
        new(contact.FirstName.Value, contact.LastName.Value, contact.Phone.E164, contact.InterpreterNeeded);

    internal static CallbackContact FromStored(StoredContactV1 stored) => new(
        PersonName.FromStored(stored.FirstName),
        PersonName.FromStored(stored.LastName),
        PhoneNumber.FromStored(stored.PhoneNumber),
        stored.InterpreterNeeded);
}

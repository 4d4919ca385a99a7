using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>How a contact is sealed, and its number made comparable.</summary>
internal static class ContactSealing
{
    private const string Column = "callback_requests:contact";

    public static SealedText Seal(this IPersonalDataSealer sealer, CallbackRequestId id, CallbackContact contact) =>
        sealer.SealJson(Column, id.Value, StoredContact.Of(contact));

    public static CallbackContact OpenContact(this IPersonalDataSealer sealer, CallbackRequest request) =>
        sealer.OpenJson<StoredContact>(Column, request.Id.Value, request.Contact).ToContact();

    public static PhoneIndex IndexOf(this IBlindIndex index, PhoneNumber phone)
    {
        var (slotA, slotB) = index.Compute("callback_requests:phone", phone.E164);
        return new PhoneIndex(slotA, slotB);
    }

    /// <summary>A contact as it is stored.</summary>
    private sealed record StoredContact(string FirstName, string LastName, string PhoneNumber, bool InterpreterNeeded)
    {
        public static StoredContact Of(CallbackContact contact) =>
            new(contact.FirstName.Value, contact.LastName.Value, contact.Phone.E164, contact.InterpreterNeeded);

        public CallbackContact ToContact() => new(
            PersonName.FromStored(FirstName), PersonName.FromStored(LastName), Domain.CallbackRequests.PhoneNumber.FromStored(PhoneNumber), InterpreterNeeded);

        /// <summary>Never the content.</summary>
        public override string ToString() => "(contact)";
    }
}

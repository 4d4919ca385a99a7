using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Whom to call, in clear: lives only while a request is worked on.</summary>
/// <param name="FirstName">As written by the person.</param>
/// <param name="LastName">As written by the person.</param>
/// <param name="PhoneNumber">E.164.</param>
/// <param name="InterpreterNeeded">Hints at a disability, so it is kept with the rest.</param>
internal sealed record Contact(string FirstName, string LastName, string PhoneNumber, bool InterpreterNeeded)
{
    public PhoneNumber Phone => Domain.CallbackRequests.PhoneNumber.FromStored(PhoneNumber);

    /// <summary>Never the content.</summary>
    public override string ToString() => "(contact)";
}

internal static class ContactSealing
{
    private const string Column = "callback_requests:contact";

    public static SealedText Seal(this IPersonalDataSealer sealer, CallbackRequestId id, Contact contact) =>
        sealer.SealForm(Column, id.Value, ToStored(contact));

    public static Contact OpenContact(this IPersonalDataSealer sealer, CallbackRequest request) =>
        FromStored(sealer.OpenForm<StoredContactV1>(Column, request.Id.Value, request.Contact));

    public static PhoneIndex IndexOf(this IBlindIndex index, PhoneNumber phone)
    {
        var (slotA, slotB) = index.Compute("callback_requests:phone", phone.E164);
        return new PhoneIndex(slotA, slotB);
    }

    internal static StoredContactV1 ToStored(Contact contact) =>
        new(contact.FirstName, contact.LastName, contact.PhoneNumber, contact.InterpreterNeeded);

    internal static Contact FromStored(StoredContactV1 stored) =>
        new(stored.FirstName, stored.LastName, stored.PhoneNumber, stored.InterpreterNeeded);
}

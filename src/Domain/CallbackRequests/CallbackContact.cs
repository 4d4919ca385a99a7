namespace MobileBackend.Domain.CallbackRequests;

/// <summary>Whom to call, in clear: lives only while a request is worked on, and is sealed before it is stored.</summary>
/// <param name="FirstName">As written by the person.</param>
/// <param name="LastName">As written by the person.</param>
/// <param name="Phone">Their number.</param>
/// <param name="InterpreterNeeded">Hints at a disability, so it is kept with the rest.</param>
public sealed record CallbackContact(PersonName FirstName, PersonName LastName, PhoneNumber Phone, bool InterpreterNeeded)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(contact)";
}

using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.CallbackRequests;

/// <summary><c>callback_requests.contact</c>.</summary>
/// <param name="FirstName">As written by the person.</param>
/// <param name="LastName">As written by the person.</param>
/// <param name="PhoneNumber">E.164.</param>
/// <param name="InterpreterNeeded">Whether the call goes through interpreters.</param>
internal sealed record StoredContactV1(string FirstName, string LastName, string PhoneNumber, bool InterpreterNeeded) : IStoredForm
{
    public static string Name => "contact";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(contact)";
}

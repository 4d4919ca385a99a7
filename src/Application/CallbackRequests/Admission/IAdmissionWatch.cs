using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.CallbackRequests.Admission;

/// <summary>Shows operators who gets places, and raises an alert where one source asks for more than its share.</summary>
public interface IAdmissionWatch
{
    void Taken(CallbackChannel channel, CallerProof proof);

    /// <param name="code">The refusal.</param>
    /// <param name="proof">What was shown.</param>
    void Refused(string code, CallerProof proof);

    /// <summary>A sender got none of the wished places, of which there may be some for others.</summary>
    void OverShare(Standing standing);
}

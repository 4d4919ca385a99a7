using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

internal sealed class NoProofs : ICallerProofs
{
    public CallerProof Shown => CallerProof.None;

    public bool IsWelcome(ProofFlow flow) => false;

    public Task<Result<CallerProof>> UseAsync(ProofFlow flow, CancellationToken cancellationToken) => Task.FromResult<Result<CallerProof>>(CallerProof.None);
}

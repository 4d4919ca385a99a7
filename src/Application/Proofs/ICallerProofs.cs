using MobileBackend.Domain.Common;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.Proofs;

/// <summary>What a proof is asked for.</summary>
public enum ProofFlow
{
    Registration,
    Callback,
}

/// <summary>What the caller of the current request shows of being a real app or browser.</summary>
public interface ICallerProofs
{
    /// <summary>The strongest good proof that <see cref="UseAsync"/> found in this request.</summary>
    CallerProof Shown { get; }

    /// <summary>Whether a proof of some kind is looked at for a flow, so that a caller without one can be advised to bring one.</summary>
    bool IsWelcome(ProofFlow flow);

    /// <summary>Judges what came with the request and uses it up, within the running transaction.</summary>
    Task<Result<CallerProof>> UseAsync(ProofFlow flow, CancellationToken cancellationToken);
}

using MobileBackend.Domain.Common;
using MobileBackend.Domain.Proofs;

namespace MobileBackend.Application.Proofs;

/// <summary>Judges the proofs that came with the current request (docs/adr/0021).</summary>
public interface ICallerProofs
{
    /// <summary>What <see cref="UseAsync"/> last took of this request.</summary>
    CallerProof Shown { get; }

    /// <summary>Whether some kind is looked at for a flow and this caller: one who showed nothing can be advised to.</summary>
    bool IsWelcome(ProofFlow flow);

    /// <summary>
    /// Takes the strongest good proof. A challenge is used up within the running transaction: a request that is refused after all, and rolled
    /// back, leaves its solution usable. Which kinds are looked at, and whether one is needed, is set for each flow (<c>Proof:…:Mode</c>).
    /// Callers with a secret key are servers and never need one.
    /// </summary>
    /// <returns><see cref="CallerProof.None"/> where there is none and none is needed, or <see cref="ProofErrors.Required"/>.</returns>
    Task<Result<CallerProof>> UseAsync(ProofFlow flow, CancellationToken cancellationToken);
}

/// <summary>Does what may have to wait for someone else before the transaction begins.</summary>
public interface IProofPreparation
{
    /// <summary>
    /// Judges the token of App Check, whose keys may have to be fetched first, and remembers the verdict for <see cref="ICallerProofs"/>. It
    /// refuses nothing. Without it the verdict is found when it is asked for.
    /// </summary>
    Task PrepareAsync(ProofFlow flow, CancellationToken cancellationToken);
}

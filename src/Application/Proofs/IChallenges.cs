namespace MobileBackend.Application.Proofs;

/// <summary>Makes challenges that a browser solves in about a second.</summary>
public interface IChallenges
{
    /// <summary>A fresh challenge. Nothing is stored: its signature says that it is ours.</summary>
    ChallengeResponse Issue(ProofFlow flow);
}

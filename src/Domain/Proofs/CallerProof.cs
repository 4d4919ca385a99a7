namespace MobileBackend.Domain.Proofs;

/// <summary>What a caller showed of being a real app or browser (docs/adr/0021). In the order of its strength.</summary>
public enum CallerProof
{
    None,

    /// <summary>A proof of work was solved for this request.</summary>
    Challenge,

    /// <summary>Firebase App Check vouches for the app.</summary>
    App,
}

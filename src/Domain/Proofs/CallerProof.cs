namespace MobileBackend.Domain.Proofs;

/// <summary>What a caller has shown to be, from the weakest to the strongest (docs/adr/0021).</summary>
public enum CallerProof
{
    /// <summary>Nothing that counts.</summary>
    None,

    /// <summary>A browser or an app that solved a challenge (ALTCHA): some of its time for this one request.</summary>
    Challenge,

    /// <summary>An app that is ours, unmodified, on a real phone or page, as Firebase App Check attests.</summary>
    App,
}

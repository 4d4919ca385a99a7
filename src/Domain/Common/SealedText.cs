namespace MobileBackend.Domain.Common;

/// <summary>
/// A name, phone number, e-mail or free text as it is stored: encrypted, bound to its table, column and row, and readable only
/// through the application's personal-data sealer. An aggregate holds this and never the clear value, so it has nothing to leak.
/// </summary>
/// <param name="Value">Key id, nonce, ciphertext and tag, base64url.</param>
public readonly record struct SealedText(string Value)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(sealed)";
}

namespace MobileBackend.Application.Common.Ports;

/// <summary>
/// Keyed hashes (HMAC-SHA-256) that let the database compare a personal datum that it cannot read. Two slots, because during a
/// rotation rows of the old and of the new key live side by side (docs/adr/0005).
/// </summary>
public interface IBlindIndex
{
    /// <summary>The hash of <paramref name="value"/> in each slot that has a key, base64url.</summary>
    /// <param name="purpose">Separates indexes of different columns from one another.</param>
    /// <param name="value">The canonical form of the value, such as E.164.</param>
    (string? SlotA, string? SlotB) Compute(string purpose, string value);
}

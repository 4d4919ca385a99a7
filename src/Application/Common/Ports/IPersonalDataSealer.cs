using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Ports;

/// <summary>
/// Encrypts what may identify or describe a person, before it enters the database (AES-256-GCM). The ciphertext is bound to its
/// column and row: copied elsewhere it no longer opens.
/// </summary>
public interface IPersonalDataSealer
{
    /// <param name="column">Where it will be stored, as <c>table:column</c>.</param>
    /// <param name="row">The id of the row.</param>
    /// <param name="clear">The clear text.</param>
    SealedText Seal(string column, Guid row, string clear);

    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The text was not sealed for this column and row, or its key is not in the ring.
    /// </exception>
    string Open(string column, Guid row, SealedText text);

    /// <summary>Whether the text was sealed under a key that is no longer the current one.</summary>
    bool IsStale(SealedText text);
}

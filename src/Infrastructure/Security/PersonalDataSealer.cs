using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Infrastructure.Security;

/// <summary>AES-256-GCM; <c>keyId.base64url(nonce ‖ ciphertext ‖ tag)</c>, with <c>table:column:row</c> as associated data.</summary>
internal sealed class PersonalDataSealer(KeyRings rings) : IPersonalDataSealer
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public SealedText Seal(string column, Guid row, string clear)
    {
        var key = rings.Encryption.Current;
        var plain = Encoding.UTF8.GetBytes(clear);
        var box = new byte[NonceLength + plain.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), AssociatedData(column, row));
        return new SealedText($"{key.Id}.{Base64Url.EncodeToString(box)}");
    }

    public string Open(string column, Guid row, SealedText text)
    {
        var box = Base64Url.DecodeFromChars(text.Value.AsSpan(text.Value.LastIndexOf('.') + 1));
        var key = rings.Encryption.Find(KeyId(text)) ?? throw new CryptographicException($"The key '{KeyId(text)}' is not in the ring.");
        if (box.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The sealed text is cut short.");
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Decrypt(
            box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), plain, AssociatedData(column, row));
        return Encoding.UTF8.GetString(plain);
    }

    public bool IsStale(SealedText text) => !string.Equals(KeyId(text), rings.Encryption.Current.Id, StringComparison.Ordinal);

    private static string KeyId(SealedText text) => text.Value[..Math.Max(0, text.Value.LastIndexOf('.'))];

    private static byte[] AssociatedData(string column, Guid row) => Encoding.UTF8.GetBytes($"{column}:{row:N}");
}

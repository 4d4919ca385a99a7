using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Infrastructure.Security;

internal sealed class BlindIndex(KeyRings rings) : IBlindIndex
{
    public (string? SlotA, string? SlotB) Compute(string purpose, string value)
    {
        var message = Encoding.UTF8.GetBytes($"{purpose}:{value}");
        return (Hash(rings.IndexA, message), Hash(rings.IndexB, message));
    }

    private static string? Hash(byte[]? key, byte[] message) =>
        key is null ? null : Base64Url.EncodeToString(HMACSHA256.HashData(key, message));
}

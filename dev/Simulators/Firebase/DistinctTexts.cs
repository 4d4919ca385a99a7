using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MobileBackend.Simulators.Firebase;

/// <summary>A set of texts that only tells whether one is new: 16 bytes of hash each, in parts with a lock of their own.</summary>
internal sealed class DistinctTexts
{
    private readonly HashSet<UInt128>[] _parts = [.. Enumerable.Range(0, 16).Select(_ => new HashSet<UInt128>())];

    public int Count => _parts.Sum(part =>
    {
        lock (part)
        {
            return part.Count;
        }
    });

    /// <summary>False where it was there already.</summary>
    public bool Add(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        var part = _parts[hash[^1] % _parts.Length];
        lock (part)
        {
            return part.Add(MemoryMarshal.Read<UInt128>(hash));
        }
    }

    public void Clear()
    {
        foreach (var part in _parts)
        {
            lock (part)
            {
                part.Clear();
            }
        }
    }
}

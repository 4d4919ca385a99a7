using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MobileBackend.Application.CallbackRequests.Admission;

namespace MobileBackend.Infrastructure.CallbackRequests.Admission;

/// <summary>The number of the advisory lock by which requests of one source come one after the other.</summary>
internal static class PlaceTurn
{
    public static long NumberOf(PlaceSource source) => BinaryPrimitives.ReadInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"callback-places:{source.AddressHash ?? source.PartnerId!.Value.ToString()}")));
}

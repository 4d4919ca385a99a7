
namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>Lets a long check end when its result is no longer needed.</summary>
internal static class Interruption
{
    /// <summary>One after the other, until nobody waits for it any more.</summary>
    public static IEnumerable<T> Until<T>(this IEnumerable<T> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return part;
        }
    }
}

using MobileBackend.Domain.Proofs;

namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>How many places are held, by what was shown for them. Places for which an app vouched are counted by nothing but their device.</summary>
/// <param name="WithoutProof">With nothing shown.</param>
/// <param name="WithChallenge">With a solved challenge.</param>
public readonly record struct HeldPlaces(int WithoutProof, int WithChallenge)
{
    public int All => WithoutProof + WithChallenge;

    public static HeldPlaces operator +(HeldPlaces left, HeldPlaces right) =>
        new(left.WithoutProof + right.WithoutProof, left.WithChallenge + right.WithChallenge);
}

/// <summary>What one source, a network address or the holder of a secret key, has of the places that can be chosen now.</summary>
/// <param name="Slots">Call backs that are not cancelled, by their slot; a slot without any is absent.</param>
/// <param name="Asks">
/// What the source asked for within the last day, granted or refused for its number, cancelled or not, with what is open from before: asking costs as much
/// as holding, so that cancelling buys no further question.
/// </param>
public sealed record Holdings(IReadOnlyDictionary<CallbackSlot, HeldPlaces> Slots, HeldPlaces Asks)
{
    /// <summary>The same before a call back was asked for, which is about to leave its slot: moving it asks for nothing more.</summary>
    public Holdings Without(CallbackRequest moved)
    {
        var own = moved.Origin.Proof == CallerProof.None ? new HeldPlaces(-1, 0) : new HeldPlaces(0, -1);
        return Slots.TryGetValue(moved.ReservedSlot, out var held)
            ? new Holdings(new Dictionary<CallbackSlot, HeldPlaces>(Slots) { [moved.ReservedSlot] = held + own }, default)
            : this with { Asks = default };
    }
}

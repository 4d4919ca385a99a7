namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>The part of the places that one source may hold, each from 0 to 1. A place of a scope is never denied to a source that holds none in it.</summary>
/// <param name="OfSlot">Of one slot.</param>
/// <param name="OfDay">Of one day in Europe/Paris.</param>
/// <param name="OfHorizon">Of all days that can be chosen.</param>
public sealed record Share(double OfSlot, double OfDay, double OfHorizon);

/// <summary>
/// How places are shared among those who ask (docs/adr/0020). There is no fixed number: a television spot puts thousands of people behind one address of a
/// carrier, and shares grow with the places.
/// </summary>
/// <param name="WithoutProof">For an address, of what it asks for with nothing shown.</param>
/// <param name="WithChallenge">For an address, of what it asks for with a solved challenge, and without.</param>
/// <param name="ScarceBelow">
/// From 0 to 1: places of a day are short once a smaller part of them is free. Then devices that are new and show nothing get a share of what is free, rather
/// than of all.
/// </param>
/// <param name="Scale">Multiplies every share (<c>RateLimiting:Scale</c>): 1, but for load and fuzz runs.</param>
public sealed record SharePolicy(Share WithoutProof, Share WithChallenge, double ScarceBelow, double Scale)
{
    /// <summary>The scale from which shares are off: a load run sends all from one address, and does not measure how its places are counted.</summary>
    private const double Off = 1_000_000;

    /// <summary>29 hundredths of 100 are 29, and not 28 and many nines.</summary>
    private const double Rounding = 1e-6;

    public bool IsOff => Scale >= Off;

    /// <summary>How many of some places a share comes to: at least one.</summary>
    public int Of(double share, int places) => Math.Max(1, (int)Math.Min(int.MaxValue, (share * places * Scale) + Rounding));
}

/// <summary>Who asks, as far as shares go by it.</summary>
public enum Standing
{
    /// <summary>An app vouches for it: bounded by its device alone.</summary>
    Proven,

    /// <summary>A challenge was solved.</summary>
    Challenged,

    /// <summary>Nothing was shown, from a device that is not new.</summary>
    Known,

    /// <summary>Nothing was shown, by a device that is new or a visitor of a site.</summary>
    Unknown,

    /// <summary>The holder of a secret key, whose share was agreed with them.</summary>
    Partner,
}

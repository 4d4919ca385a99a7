using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Ports;

namespace MobileBackend.Api.RateLimiting;

/// <summary>One limit, as it is told in <c>RateLimit-Policy</c>.</summary>
internal sealed record RateLimit(string Name, int Quota, TokenBuckets Buckets);

/// <summary>
/// The limits of one replica, per minute. They keep one caller from slowing the others; what must hold exactly (what an address may hold,
/// partners' quotas) is counted in the database. Mobile carriers put thousands of people behind one address, and a television spot
/// brings them within minutes: 5,000 people behind one address who open the app within 5 minutes read some 3 public pages each and
/// register once, which is 3,000 reads and 1,000 registrations a minute. Limits per address are above that, far below what one replica
/// can serve.
/// </summary>
internal sealed class RateLimits(LimitScale scale, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RateLimit _address = Make("address", 6_000, scale, time);
    private readonly RateLimit _device = Make("device", 120, scale, time);
    private readonly RateLimit _key = Make("key", 3_000, scale, time);
    private readonly RateLimit _staff = Make("staff", 3_000, scale, time);

    /// <summary>Opening accounts, per address.</summary>
    public RateLimit Registration { get; } = Make(LimitedPerAddressAttribute.Registration, 1_500, scale, time);

    /// <summary>Renewing tokens, per address: every quarter of an hour for each of those people.</summary>
    public RateLimit Tokens { get; } = Make(LimitedPerAddressAttribute.Tokens, 3_000, scale, time);

    /// <summary>
    /// Credentials that were not good, per address. Only requests with such a credential are refused for it: whoever shares the address
    /// and has a good one, or needs none, goes on. Apps whose access token has run out cause some. Secrets of 256 bits cannot be guessed
    /// at any rate; this bounds how many guesses an address is told the outcome of.
    /// </summary>
    public RateLimit Refusals { get; } = Make("refusals", 1_200, scale, time);

    /// <summary>What any request counts against. A publishable key is in many browsers: each address has a share of its own.</summary>
    public (RateLimit Limit, string Partition) For(Caller caller, string address) => caller.Kind switch
    {
        CallerKind.Device or CallerKind.FollowUp => (_device, caller.Partition),
        CallerKind.SecretKey => (_key, caller.Partition),
        CallerKind.PublishableKey => (_address, $"{caller.Partition} {address}"),
        CallerKind.Staff => (_staff, caller.Partition),
        _ => (_address, address),
    };

    private static RateLimit Make(string name, int quota, LimitScale scale, TimeProvider time)
    {
        var scaled = Math.Max(1, scale.Apply(quota));
        return new RateLimit(name, scaled, new TokenBuckets(scaled, Window, time));
    }
}

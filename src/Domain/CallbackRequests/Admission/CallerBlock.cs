using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.CallbackRequests.Admission;

/// <summary>
/// Staff keep a sender from asking for call backs, until an instant. It refuses creations alone: what was created is read, moved, cancelled, exported and
/// erased as ever.
/// </summary>
public sealed class CallerBlock : AggregateRoot
{
    private CallerBlock(CallerBlockId id, DateTimeOffset until, string reason, string createdBy, DateTimeOffset createdAt)
    {
        Id = id;
        Until = until;
        Reason = reason;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
    }

    /// <summary>An address is shared by people who have nothing to do with each other: it is never blocked for longer.</summary>
    public static TimeSpan LongestForAddress { get; } = TimeSpan.FromHours(24);

    /// <summary>Of a device or a key: a block is looked at again within a quarter.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(90);

    public CallerBlockId Id { get; private set; }

    public DeviceId? DeviceId { get; private set; }

    public PartnerId? PartnerId { get; private set; }

    /// <summary>As in <see cref="CallbackOrigin.AddressHash"/>.</summary>
    public string? AddressHash { get; private set; }

    public DateTimeOffset Until { get; private set; }

    /// <summary>In the words of the member of staff, for their colleagues; nothing of a person.</summary>
    public string Reason { get; private set; }

    /// <summary>The member of staff, by the directory's object id.</summary>
    public string CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Blocks one sender.</summary>
    /// <param name="id">Of the block.</param>
    /// <param name="target">Exactly one of its members is set.</param>
    /// <param name="until">After <paramref name="now"/>, within <see cref="LongestForAddress"/> or <see cref="Longest"/>.</param>
    /// <param name="reason">For colleagues.</param>
    /// <param name="createdBy">The member of staff.</param>
    /// <param name="now">The present.</param>
    public static Result<CallerBlock> Place(
        CallerBlockId id, BlockTarget target, DateTimeOffset until, string reason, string createdBy, DateTimeOffset now)
    {
        var longest = target.AddressHash is null ? Longest : LongestForAddress;
        return until <= now || until > now + longest
            ? CallerBlockErrors.UntilOutOfRange(longest).At("until")
            : new CallerBlock(id, until, reason, createdBy, now)
            {
                DeviceId = target.DeviceId,
                PartnerId = target.PartnerId,
                AddressHash = target.AddressHash,
            };
    }
}

/// <summary>Who is blocked: a device, the holder of a key, or an address by its keyed hash.</summary>
public sealed record BlockTarget(DeviceId? DeviceId, PartnerId? PartnerId, string? AddressHash)
{
    public bool IsOne => new object?[] { DeviceId, PartnerId, AddressHash }.Count(part => part is not null) == 1;
}

using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

/// <summary>A slot as a person asks for it: a day and a clock time in Europe/Paris.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Start">Local clock time at which the slot starts.</param>
public readonly record struct WishedSlot(DateOnly Date, TimeOnly Start)
{
    public CallbackSlot ToSlot() => new(FrenchClock.ToInstant(Date, Start));
}

/// <summary>Half an hour in which a counsellor calls.</summary>
/// <param name="StartsAt">First instant, UTC.</param>
public readonly record struct CallbackSlot(DateTimeOffset StartsAt)
{
    public static bool operator <(CallbackSlot left, CallbackSlot right) => left.StartsAt < right.StartsAt;

    public static bool operator >(CallbackSlot left, CallbackSlot right) => left.StartsAt > right.StartsAt;

    public static bool operator <=(CallbackSlot left, CallbackSlot right) => left.StartsAt <= right.StartsAt;

    public static bool operator >=(CallbackSlot left, CallbackSlot right) => left.StartsAt >= right.StartsAt;

    /// <summary>30 minutes, fixed by the contract.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(30);

    /// <summary>First instant after the slot, UTC.</summary>
    public DateTimeOffset EndsAt => StartsAt + Length;

    /// <summary>The start on the clock of Europe/Paris.</summary>
    public DateTime LocalStart => FrenchClock.ToLocal(StartsAt);

    public DateTime LocalEnd => FrenchClock.ToLocal(EndsAt);
}

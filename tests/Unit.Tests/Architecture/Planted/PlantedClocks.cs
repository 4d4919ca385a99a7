// Ways round TimeProvider.
#pragma warning disable RS0030 // They are banned: that is the point.
using System.Diagnostics;

namespace Planted.Application.Clocks;

internal static class ReadsUtcNow
{
    public static DateTimeOffset Read() => DateTimeOffset.UtcNow;
}

internal static class ReadsToday
{
    public static DateTime Read() => DateTime.Today;
}

internal static class ReadsTicks
{
    public static long Read() => Environment.TickCount64;
}

internal static class ReadsStopwatch
{
    public static long Read() => Stopwatch.GetTimestamp();
}

internal static class MakesAnId
{
    public static Guid Make() => Guid.CreateVersion7();
}

internal static class WaitsOnTheSystem
{
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
    }
}

internal static class GivesUpOnTheSystem
{
    public static CancellationTokenSource Start() => new(TimeSpan.FromSeconds(1));
}

internal static class TakesTheSystemsProvider
{
    public static DateTimeOffset Read() => TimeProvider.System.GetUtcNow();
}

internal static class IsGivenAProvider
{
    public static async Task<DateTimeOffset> ReadAsync(TimeProvider time)
    {
        await Task.Delay(TimeSpan.Zero, time);
        return time.GetUtcNow();
    }
}

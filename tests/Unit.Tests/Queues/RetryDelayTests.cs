using FsCheck;
using FsCheck.Fluent;
using MobileBackend.Infrastructure.Queues;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Queues;

public sealed class RetryDelayTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(2);

    [Fact]
    public void After_AnyAttempt_StaysBetweenHalfTheFirstAndTheCeiling() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(),
        ArbMap.Default.ArbFor<byte>(),
        (attempts, random) => RetryDelay.After(attempts.Get, First, Ceiling, null, random / 256.0) is var delay && delay >= First / 2 && delay <= Ceiling)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void After_MoreAttempts_Grows()
    {
        var delays = Enumerable.Range(1, 8).Select(attempts => RetryDelay.After(attempts, First, Ceiling, null, 0.5)).ToList();

        delays.ShouldBe(delays.Order());
        delays[7].ShouldBe(Ceiling * 0.75);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(3600, 3600)]
    [InlineData(90_000, 3600)]
    public void After_RetryAfter_IsHonouredUpToAnHour(int asked, int expected)
    {
        RetryDelay.After(1, First, Ceiling, TimeSpan.FromSeconds(asked), 0).ShouldBe(TimeSpan.FromSeconds(expected));
    }

    [Fact]
    public void After_RetryAfterInThePast_IsIgnored()
    {
        RetryDelay.After(1, First, Ceiling, TimeSpan.FromSeconds(-5), 1).ShouldBe(First);
    }
}

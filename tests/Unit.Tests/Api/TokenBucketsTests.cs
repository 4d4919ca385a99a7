using Microsoft.Extensions.Time.Testing;
using MobileBackend.Api.RateLimiting;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Api;

public sealed class TokenBucketsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Take_WithinTheQuota_CountsDown()
    {
        var buckets = new TokenBuckets(3, TimeSpan.FromMinutes(1), _time);

        buckets.Take("a").Remaining.ShouldBe(2);
        buckets.Take("a").Remaining.ShouldBe(1);
        buckets.Take("a").Remaining.ShouldBe(0);
        var refused = buckets.Take("a");
        refused.IsAllowed.ShouldBeFalse();
        refused.Wait.ShouldBe(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(1));
        buckets.Take("b").IsAllowed.ShouldBeTrue("each partition has its own");
    }

    [Fact]
    public void Take_OnceRefilled_IsAllowedAgain()
    {
        var buckets = new TokenBuckets(3, TimeSpan.FromMinutes(1), _time);
        for (var request = 0; request < 10; request++)
        {
            buckets.Take("a");
        }

        _time.Advance(TimeSpan.FromSeconds(20));

        buckets.Take("a").IsAllowed.ShouldBeTrue("refused requests do not count");
        buckets.Take("a").IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void Take_AfterTheClockWasSetBack_DoesNotWaitForItToCatchUp()
    {
        var buckets = new TokenBuckets(3, TimeSpan.FromMinutes(1), _time);
        buckets.Take("a");
        _time.AdjustTime(_time.GetUtcNow().AddHours(-2));

        buckets.Take("a").Remaining.ShouldBe(2);
        buckets.Take("a").Remaining.ShouldBe(1);
    }

    [Fact]
    public void Take_ByMorePartitionsThanThereIsRoomFor_SharesOneBucket()
    {
        var buckets = new TokenBuckets(2, TimeSpan.FromMinutes(1), _time, capacity: 10);
        var allowed = Enumerable.Range(0, 1000).Count(number => buckets.Take($"flood {number}").IsAllowed);

        allowed.ShouldBe(12, "ten partitions, and two requests of all the others together");
        buckets.Partitions.ShouldBeLessThanOrEqualTo(11);
        buckets.Take("flood 0").IsAllowed.ShouldBeTrue("who was known before the flood is not forgotten");

        _time.Advance(TimeSpan.FromMinutes(2));
        buckets.Take("later").IsAllowed.ShouldBeTrue();
        buckets.Partitions.ShouldBe(1, "full buckets need no memory");
    }

    [Fact]
    public void Take_WhenFull_LooksForRoomOnceASecond()
    {
        var buckets = new TokenBuckets(2, TimeSpan.FromMilliseconds(100), _time, capacity: 10);
        for (var number = 0; number < 20; number++)
        {
            buckets.Take($"flood {number}");
        }

        _time.Advance(TimeSpan.FromMilliseconds(500));
        buckets.Take("soon").IsAllowed.ShouldBeTrue();
        buckets.Partitions.ShouldBe(11, "all could go, but were looked through half a second ago");

        _time.Advance(TimeSpan.FromMilliseconds(600));
        buckets.Take("later").IsAllowed.ShouldBeTrue();
        buckets.Partitions.ShouldBe(1);
    }

    [Fact]
    public async Task Take_SideBySide_NeverAllowsMoreThanTheQuota()
    {
        var buckets = new TokenBuckets(1000, TimeSpan.FromMinutes(1), _time);

        var allowed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 500).Count(_ => buckets.Take("a").IsAllowed))));

        allowed.Sum().ShouldBe(1000);
    }
}

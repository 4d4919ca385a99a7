using Microsoft.Extensions.Time.Testing;
using MobileBackend.Infrastructure.Pushes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Pushes;

public sealed class PushPaceTests
{
    private const int PerMinute = 60_000;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_FromAStandingStart_RampsUpWithinAMinute()
    {
        var pace = new PushPace(PerMinute, _time);

        var seconds = Enumerable.Range(0, 90).Select(_ => SendForASecond(pace)).ToList();

        seconds[0].ShouldBeInRange(100, 250, "a tenth of the rate, and what the bucket held");
        seconds[30].ShouldBeInRange(450, 650);
        seconds[70].ShouldBeInRange(950, 1000);
        seconds.Max().ShouldBeLessThanOrEqualTo(1100, "the rate and a tenth of it at once");
    }

    [Fact]
    public void Take_AfterAMinuteOfRest_StartsSlowlyAgain()
    {
        var pace = new PushPace(PerMinute, _time);
        SendFor(pace, seconds: 70);
        _time.Advance(TimeSpan.FromSeconds(61));

        SendForASecond(pace).ShouldBeInRange(100, 250);
    }

    [Fact]
    public void Hear_QuotaRefusals_HalveTheRateThatThenGrowsAgain()
    {
        var pace = new PushPace(PerMinute, _time);
        SendFor(pace, seconds: 70);

        pace.Hear(1000, 200);

        SendForASecond(pace).ShouldBeInRange(400, 650);
        SendFor(pace, seconds: 60);
        SendForASecond(pace).ShouldBeInRange(950, 1000);
    }

    [Fact]
    public void Hear_AFewQuotaRefusals_ChangeNothing()
    {
        var pace = new PushPace(PerMinute, _time);
        SendFor(pace, seconds: 70);

        _time.Advance(TimeSpan.FromSeconds(1));
        pace.Hear(1000, 5);

        SendForASecond(pace).ShouldBeInRange(950, 1100);
    }

    [Fact]
    public void Return_UnusedPermits_CanBeTakenAgain()
    {
        var pace = new PushPace(PerMinute, _time);
        var taken = pace.TryTake(500, out _);

        pace.Return(taken, used: 0);

        pace.TryTake(500, out _).ShouldBe(taken);
    }

    private void SendFor(PushPace pace, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            SendForASecond(pace);
        }
    }

    /// <summary>Takes all there is, every 10 ms for a second.</summary>
    private int SendForASecond(PushPace pace)
    {
        var sent = 0;
        for (var tick = 0; tick < 100; tick++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            var taken = pace.TryTake(int.MaxValue, out _);
            sent += taken;
            pace.Return(unused: 0, used: taken);
        }

        return sent;
    }
}

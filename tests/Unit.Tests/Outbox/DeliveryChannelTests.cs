using MobileBackend.Infrastructure.Outbox;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Outbox;

public sealed class DeliveryChannelTests
{
    [Fact]
    public void TurnsTo_EachTurn_IsToldOnce()
    {
        var channel = new DeliveryChannel();

        channel.TurnsTo(failing: false).ShouldBeFalse("a channel is thought to work until it fails");
        channel.TurnsTo(failing: true).ShouldBeTrue();
        channel.TurnsTo(failing: true).ShouldBeFalse();
        channel.TurnsTo(failing: false).ShouldBeTrue();
    }
}

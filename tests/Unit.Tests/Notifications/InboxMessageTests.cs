using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Notifications;

public sealed class InboxMessageTests
{
    private static readonly DateTimeOffset Told = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private readonly InboxMessage _message = InboxMessage.Write(
        InboxMessageId.From(Guid.CreateVersion7(Told)), DeviceId.From(Guid.Empty), InboxTopic.Callback, Guid.Empty, "reserved-1", new SealedText("k.x"), Told);

    [Theory]
    [InlineData(5, 5)]
    [InlineData(-60, 0)]
    [InlineData(60, 10)]
    public void Report_PhonesClock_IsHeldBetweenTellingAndReporting(int occurredAfterMinutes, int expectedAfterMinutes)
    {
        _message.Report(MessageEvent.Delivered, Told.AddMinutes(occurredAfterMinutes), Told.AddMinutes(10));

        _message.DeliveredAt.ShouldBe(Told.AddMinutes(expectedAfterMinutes));
    }

    [Fact]
    public void Report_EachKindTwice_KeepsTheFirst()
    {
        foreach (var minutes in (int[])[1, 2])
        {
            _message.Report(MessageEvent.Delivered, Told.AddMinutes(minutes), Told.AddMinutes(10));
            _message.Report(MessageEvent.Opened, Told.AddMinutes(minutes + 2), Told.AddMinutes(10));
            _message.Report(MessageEvent.Dismissed, Told.AddMinutes(minutes + 4), Told.AddMinutes(10));
        }

        (_message.DeliveredAt, _message.ReadAt, _message.DismissedAt).ShouldBe((Told.AddMinutes(1), Told.AddMinutes(3), Told.AddMinutes(5)));
    }
}

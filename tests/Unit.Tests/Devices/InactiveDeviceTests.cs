using MobileBackend.Application.Common;
using MobileBackend.Application.Devices;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Devices;

public sealed class InactiveDeviceTests
{
    private static readonly DateTimeOffset Seen = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Inactivity = TimeSpan.FromDays(730);
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    [Theory]
    [InlineData(700, 730)]
    [InlineData(701, 731)]
    [InlineData(1500, 1530)]
    public void AnnounceErasure_HoweverLate_LeavesTheWholeNotice(int toldOnDay, int erasedOnDay)
    {
        var device = Register();

        device.AnnounceErasure(Inactivity, Notice, Seen.AddDays(toldOnDay));

        device.ErasureDueAt.ShouldBe(Seen.AddDays(erasedOnDay));
        device.MayBeErased(Inactivity, Seen.AddDays(erasedOnDay).AddTicks(-1)).ShouldBeFalse();
        device.MayBeErased(Inactivity, Seen.AddDays(erasedOnDay)).ShouldBeTrue();
        device.TakeEvents().ShouldHaveSingleItem().ShouldBe(new DeviceErasureAnnounced(device, Seen.AddDays(erasedOnDay)));
    }

    [Fact]
    public void AnnounceErasure_Again_ChangesNothing()
    {
        var device = Register();
        device.AnnounceErasure(Inactivity, Notice, Seen.AddDays(700));
        device.TakeEvents();

        device.AnnounceErasure(Inactivity, Notice, Seen.AddDays(720));

        device.ErasureDueAt.ShouldBe(Seen.AddDays(730));
        device.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void MarkSeen_AfterTheAnnouncement_SparesTheDevice()
    {
        var device = Register();
        device.AnnounceErasure(Inactivity, Notice, Seen.AddDays(700));
        device.TakeEvents();

        device.MarkSeen(Seen.AddDays(729));

        device.MayBeErased(Inactivity, Seen.AddDays(5000)).ShouldBeFalse("it was not told since");
        device.TakeEvents().ShouldHaveSingleItem().ShouldBe(new DeviceCameBack(device.Id));
    }

    [Fact]
    public void MarkSeen_WithoutAnAnnouncement_IsNoNews()
    {
        var device = Register();

        device.MarkSeen(Seen.AddDays(1));

        device.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void MayBeErased_AfterTheTermWasLengthened_WaitsForTheLongerOne()
    {
        var device = Register();
        device.AnnounceErasure(Inactivity, Notice, Seen.AddDays(700));

        device.MayBeErased(Inactivity * 2, Seen.AddDays(730)).ShouldBeFalse();
    }

    /// <summary>The text is made on the day: it must be a neutral push whatever the day.</summary>
    [Fact]
    public void WarningPush_OnAnyDay_IsOneThatMayBePushed()
    {
        for (var day = new DateOnly(2028, 1, 1); day.Year == 2028; day = day.AddDays(1))
        {
            ErasureTexts.WarningPush(day).Body.ShouldContain(day.Day == 1 ? "du 1er " : $"du {day.Day} ");
        }
    }

    [Theory]
    [InlineData("730.00:00:00", "30.00:00:00", true)]
    [InlineData("30.00:00:00", "30.00:00:00", false)]
    [InlineData("30.00:00:00", "31.00:00:00", false)]
    [InlineData("30.00:00:00", "00:00:00", false)]
    [InlineData("30.00:00:00", "-1.00:00:00", false)]
    public void Settings_OfInactiveDevices_LeaveTimeForTheWarning(string inactivity, string warning, bool isUsable) =>
        new RetentionSettings { InactiveDevice = Span(inactivity), InactiveDeviceWarning = Span(warning) }.IsUsable.ShouldBe(isUsable);

    [Fact]
    public void Settings_Negative_AreRefused()
    {
        var negative = TimeSpan.FromTicks(-1);

        new RetentionSettings().IsUsable.ShouldBeTrue();
        new RetentionSettings { CallbackAfterClosing = TimeSpan.Zero }.IsUsable.ShouldBeTrue();
        foreach (var settings in (RetentionSettings[])
        [
            new() { OpenCallbackAfterSlot = negative }, new() { CallbackAfterClosing = negative }, new() { FollowUpAfterClosing = negative },
            new() { MessageAfterCreation = negative }, new() { RefreshTokenAfterExpiry = negative }, new() { SlotLoadAfterStart = negative },
            new() { CounterAfterWindow = negative }, new() { ErasureReceipt = negative }, new() { AuditEntry = negative },
        ])
        {
            settings.IsUsable.ShouldBeFalse();
        }
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Device Register() => Device.Register(
        DeviceId.From(Guid.CreateVersion7(Seen)), DeviceApp.Tis, DevicePlatform.Android, Locale.Parse("fr-FR").Value,
        PersonTimeZone.Parse("Europe/Paris").Value, null, Seen);
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Devices;

/// <summary>
/// Tells a person whose app has not been used for long that all that is theirs will be erased, in the inbox and on the phone; and takes
/// back what was not pushed yet once they are there again.
/// </summary>
internal sealed class TellPersonAboutErasure(IAppDbContext database, IInbox inbox, TimeProvider time)
    : IDomainEventHandler<DeviceErasureAnnounced>, IDomainEventHandler<DeviceCameBack>
{
    public async Task Handle(DeviceErasureAnnounced @event, CancellationToken cancellationToken)
    {
        var (device, now) = (@event.Device, time.GetUtcNow());
        var clock = new LocalClock(TimeZoneInfo.FindSystemTimeZoneById(device.TimeZone));
        var day = clock.DateAt(@event.DueAt);
        var canComeBack = device.RevokedAt is null
            && await database.RefreshTokens.AnyAsync(token => token.DeviceId == device.Id && token.SpentAt == null && token.ExpiresAt > now, cancellationToken);
        var (title, body) = ErasureTexts.Warning(day, canComeBack);
        var step = string.Create(CultureInfo.InvariantCulture, $"inactive-since-{device.LastSeenAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        inbox.Tell(new InboxDraft(device.Id, InboxTopic.Account, device.Id.Value, step, title, body)
        {
            Push = new PushWish(ErasureTexts.WarningPush(day), @event.DueAt),
        });
    }

    public Task Handle(DeviceCameBack @event, CancellationToken cancellationToken) =>
        inbox.WithdrawAsync(InboxTopic.Account, @event.DeviceId.Value, plannedSteps: null, cancellationToken);
}

/// <summary>What people are told before they are erased for want of use.</summary>
internal static class ErasureTexts
{
    /// <summary>Whole by itself: an app that can no longer sign in cannot show the message behind it.</summary>
    public static PushText WarningPush(DateOnly day) => PushText.Of(
        "Vos données vont s’effacer",
        $"Vous n’avez pas ouvert l’application depuis longtemps. Tout ce qui est à vous ici sera effacé à partir du {FrenchDates.WithYear(day)}.").Value;

    /// <param name="day">From when everything is erased, on the person's own clock.</param>
    /// <param name="canComeBack">Whether the app can still sign in: nobody is promised what opening it no longer does.</param>
    public static (string Title, string Body) Warning(DateOnly day, bool canComeBack) => (
        "Vos données vont bientôt s’effacer",
        "Vous n’avez pas ouvert l’application depuis longtemps. Nous ne gardons pas vos données plus que nécessaire : "
        + $"tout ce qui est à vous ici sera effacé à partir du {FrenchDates.WithYear(day)}. "
        + (canComeBack
            ? "Vous souhaitez les garder ? Il suffit d’ouvrir l’application avant cette date. "
                + "Sinon, vous n’avez rien à faire, et vous pourrez revenir quand vous le voudrez."
            : "Vous n’avez rien à faire, et vous pourrez revenir quand vous le voudrez : nous serons là."));
}

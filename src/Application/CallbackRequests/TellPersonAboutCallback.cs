using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>
/// Tells the person, in their app, what becomes of their call back: in the inbox always, on the phone too where it is news to them.
/// People without a device read it with their follow-up token.
/// </summary>
internal sealed class TellPersonAboutCallback(IInbox inbox, IOptions<CallbackSettings> settings, TimeProvider time)
    : IDomainEventHandler<CallbackSubmitted>,
        IDomainEventHandler<CallbackRescheduled>,
        IDomainEventHandler<CallbackClosed>,
        IDomainEventHandler<CallbackCancelled>,
        IDomainEventHandler<CallbackCancelledByStaff>,
        IDomainEventHandler<CallbackUnanswered>,
        IDomainEventHandler<CallbackUnreachable>
{
    /// <summary>How the steps of reminders begin, the only messages that are told later than they are written.</summary>
    private const string Reminder = "reminder-";

    /// <summary>A missed call is worth announcing until the next day; that nobody calls any more, a little longer.</summary>
    private static readonly TimeSpan UnansweredLasts = TimeSpan.FromHours(24);
    private static readonly TimeSpan UnreachableLasts = TimeSpan.FromDays(3);

    public Task Handle(CallbackSubmitted @event, CancellationToken cancellationToken)
    {
        Tell(@event.Request, $"reserved-{@event.Position}", CallbackTexts.Reserved(@event.Request.ReservedSlot));
        PlanReminder(@event.Request, @event.Position);
        return Task.CompletedTask;
    }

    public async Task Handle(CallbackRescheduled @event, CancellationToken cancellationToken)
    {
        await inbox.WithdrawAsync(InboxTopic.Callback, @event.Request.Id.Value, Reminder, cancellationToken);
        Tell(@event.Request, $"moved-{@event.Position}", CallbackTexts.Moved(@event.Request.ReservedSlot));
        PlanReminder(@event.Request, @event.Position);
    }

    public Task Handle(CallbackClosed @event, CancellationToken cancellationToken) =>
        inbox.WithdrawAsync(InboxTopic.Callback, @event.Request.Id.Value, Reminder, cancellationToken);

    public Task Handle(CallbackCancelled @event, CancellationToken cancellationToken)
    {
        if (@event.ByPerson)
        {
            Tell(@event.Request, $"cancelled-{@event.Position}", CallbackTexts.Cancelled());
        }

        return Task.CompletedTask;
    }

    public Task Handle(CallbackCancelledByStaff @event, CancellationToken cancellationToken)
    {
        Tell(@event.Request, "cancelled-by-staff", CallbackTexts.CancelledByStaff());
        return Task.CompletedTask;
    }

    /// <summary>Two calls missed in one night are announced once in the morning.</summary>
    public async Task Handle(CallbackUnanswered @event, CancellationToken cancellationToken)
    {
        await inbox.CancelPushAsync(InboxTopic.Callback, @event.Request.Id.Value, UnansweredStep(@event.AttemptsLeft + 1), cancellationToken);
        var push = Announce(CallbackTexts.UnansweredPush, time.GetUtcNow() + UnansweredLasts);
        Tell(@event.Request, UnansweredStep(@event.AttemptsLeft), CallbackTexts.Unanswered(@event.AttemptsLeft), push: push);
    }

    public Task Handle(CallbackUnreachable @event, CancellationToken cancellationToken)
    {
        var push = Announce(CallbackTexts.UnreachablePush, time.GetUtcNow() + UnreachableLasts);
        Tell(@event.Request, "unreachable", CallbackTexts.Unreachable(@event.LastOutcome), push: push);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Within that time of the call it may come in quiet hours: who asked for a call at 8:00 wants to know at 7:00. Who has just asked needs no reminder.
    /// </summary>
    private void PlanReminder(CallbackRequest request, int position)
    {
        var call = request.ReservedSlot.StartsAt;
        var at = call - settings.Value.ReminderBefore;
        if (at > time.GetUtcNow())
        {
            var push = Announce(CallbackTexts.ReminderPush, call) with { UrgentFrom = at };
            Tell(request, $"{Reminder}{position}", CallbackTexts.Reminder(request.ReservedSlot), at, push);
        }
    }

    private static string UnansweredStep(int attemptsLeft) => $"unanswered-{attemptsLeft}-left";

    private static PushWish Announce(PushText text, DateTimeOffset until) => new(text, until) { CountsTowardsCeiling = false };

    private void Tell(CallbackRequest request, string step, (string Title, string Body) text, DateTimeOffset? at = null, PushWish? push = null)
    {
        if (request.Origin.DeviceId is { } deviceId)
        {
            inbox.Tell(new InboxDraft(deviceId, InboxTopic.Callback, request.Id.Value, step, text.Title, text.Body) { At = at, Push = push });
        }
    }
}

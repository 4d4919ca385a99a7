using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Messages;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Has enrolments plan their day, seals what comes of it and hands their messages to the inbox, within the running transaction.</summary>
[SharedService]
internal sealed class EnrolmentRecorder(OwnEnrolments own, IPersonalDataSealer sealer, IInbox inbox)
{
    /// <summary>Changes the ground of a person's plan: only what is neither done nor sent is planned anew.</summary>
    /// <param name="id">The caller's own enrolment.</param>
    /// <param name="change">What is to be so, or why not.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Result<EnrolmentResponse>> ChangeAsync(
        EnrolmentId id, Func<OpenEnrolment, Result<EnrolmentState>> change, CancellationToken cancellationToken)
    {
        if (await own.FindToChangeAsync(id, cancellationToken) is not { } open)
        {
            return CommonErrors.NotFound;
        }

        var changed = change(open);
        return changed.IsFailure ? changed.Error : EnrolmentResponse.From(await ReplanAsync(open.With(changed.Value), cancellationToken));
    }

    /// <summary>The person did what was offered: cancels pushes about it whose time has not come, and records it. The messages stay.</summary>
    /// <param name="before">Before they did it.</param>
    /// <param name="state">After.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What is now so.</returns>
    public async Task<OpenEnrolment> RecordDoneAsync(OpenEnrolment before, EnrolmentState state, CancellationToken cancellationToken)
    {
        foreach (var offer in before.Journey.Offers)
        {
            if (state.Journey.Done.ContainsKey(offer.Occurrence) && !before.Journey.Done.ContainsKey(offer.Occurrence))
            {
                await inbox.CancelPushAsync(InboxTopic.Coaching, before.Enrolment.Id.Value, CoachingTexts.StepOf(offer), cancellationToken);
            }
        }

        return Record(before.With(state));
    }

    /// <summary>The person did something: records it, and plans what follows from it for today.</summary>
    /// <returns>What is now so.</returns>
    public OpenEnrolment Record(OpenEnrolment open) => Plan(open.With(open.State.ActiveOn(open.Today)));

    /// <summary>
    /// The ground of the plan moved: messages of later today are withdrawn, with what they offer and is not done, before the day is planned again.
    /// </summary>
    public async Task<OpenEnrolment> ReplanAsync(OpenEnrolment open, CancellationToken cancellationToken)
    {
        var withdrawn = await inbox.TakeBackAsync(InboxTopic.Coaching, open.Enrolment.Id.Value, cancellationToken);
        if (!open.State.AllowsPushes)
        {
            await inbox.WithdrawAsync(InboxTopic.Coaching, open.Enrolment.Id.Value, plannedSteps: null, cancellationToken);
        }

        var numbers = open.Journey.Offers.Where(offer => withdrawn.Steps.Contains(CoachingTexts.StepOf(offer))).Select(offer => offer.Number).ToHashSet();
        return Record(open with { State = open.State.WithoutOffers(numbers), PushesAhead = open.PushesAhead - withdrawn.Pushes });
    }

    /// <summary>Plans the person's day as far as it is not planned yet, and records it.</summary>
    public OpenEnrolment Plan(OpenEnrolment open)
    {
        var day = open.State.PlanDay(open.Programme, open.Reach, open.Today, open.Now);

        // Messages last: where one cannot be written, or the state not sealed, none of them is in the inbox.
        var drafts = day.Offers.Select(offer => CoachingTexts.Message(open, offer.Message, offer.Offer)).ToList();
        var sealedState = sealer.SealState(open.Enrolment.Id, day.State);
        drafts.ForEach(inbox.Tell);
        open.Enrolment.Record(sealedState, day.NextPlanning);
        return open with { State = day.State, PushesAhead = open.PushesAhead + day.Pushes };
    }
}

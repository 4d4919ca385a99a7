using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.CallbackRequests;

public sealed class CallbackRequestTests
{
    private const int MovesPerDay = 2;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly CallbackSlot Slot = new(Now.AddHours(2));
    private static readonly CallbackContact Contact = new(
        PersonName.Parse("Camille").Value, PersonName.Parse("Martin").Value, PhoneNumber.Parse("0639981234").Value, InterpreterNeeded: false);

    private static readonly IReadOnlyList<WishedSlot> Wishes = [new(new DateOnly(2026, 11, 23), new TimeOnly(11, 0))];

    [Fact]
    public void Submit_Always_QueuesTheFirstMessageAndIsPending()
    {
        var request = Submit();

        request.Status.ShouldBe(CallbackStatus.Pending);
        request.TakeEvents().ShouldHaveSingleItem().ShouldBeOfType<CallbackSubmitted>().Position.ShouldBe(1);
    }

    [Fact]
    public void Events_WithTheContact_ShowNothingOfIt()
    {
        var request = Submit();
        request.Reschedule(Contact, Wishes, new CallbackSlot(Now.AddDays(1)), MovesPerDay, Now);

        foreach (var text in request.TakeEvents().Select(@event => @event.ToString()!))
        {
            text.ShouldContain("(contact)");
            text.ShouldNotContain("Camille");
            text.ShouldNotContain("Martin");
            text.ShouldNotContain(Contact.Phone.Masked);
            text.ShouldNotContain(Contact.Phone.E164);
        }
    }

    [Fact]
    public void Reschedule_Queued_KeepsTheStatusAndQueuesTheNextMessage()
    {
        var request = Submit();
        request.RecordAttempt("a1", Now, AttemptOutcome.NoAnswer, Now);
        request.TakeEvents();

        request.Reschedule(Contact, Wishes, new CallbackSlot(Now.AddDays(1)), MovesPerDay, Now).IsFailure.ShouldBeFalse();

        request.Status.ShouldBe(CallbackStatus.Queued);
        request.ReservedSlot.StartsAt.ShouldBe(Now.AddDays(1));
        request.TakeEvents().ShouldHaveSingleItem().ShouldBeOfType<CallbackRescheduled>().Position.ShouldBe(2);
    }

    [Fact]
    public void Reschedule_SameSlot_KeepsTheWishesAndIsNoMove()
    {
        var request = Submit();
        request.TakeEvents();
        IReadOnlyList<WishedSlot> wishes = [.. Wishes, new(new DateOnly(2026, 11, 24), new TimeOnly(11, 0))];

        for (var time = 0; time <= MovesPerDay; time++)
        {
            request.Reschedule(Contact, wishes, Slot, MovesPerDay, Now).IsFailure.ShouldBeFalse();
        }

        request.WishedSlots.ShouldBe(wishes);
        request.MessageCount.ShouldBe(1);
        request.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void Reschedule_AsOftenAsADayAllows_IsRefusedUntilMidnightInParis()
    {
        var request = Submit();
        var evening = new DateTimeOffset(2026, 11, 23, 22, 59, 58, 500, TimeSpan.Zero);
        for (var move = 1; move <= MovesPerDay; move++)
        {
            request.Reschedule(Contact, Wishes, new CallbackSlot(Now.AddDays(move)), MovesPerDay, Now).IsFailure.ShouldBeFalse();
        }

        var refused = request.Reschedule(Contact, [], new CallbackSlot(Now.AddDays(9)), MovesPerDay, evening);

        refused.Error!.Code.ShouldBe("rate-limited");
        refused.Error.Extensions[CommonErrors.RetryAfterSeconds].ShouldBe(2);
        (request.WishedSlots, request.ReservedSlot.StartsAt, request.MessageCount).ShouldBe((Wishes, Now.AddDays(MovesPerDay), 1 + MovesPerDay));
        request.Reschedule(Contact, Wishes, new CallbackSlot(Now.AddDays(9)), MovesPerDay, evening.AddSeconds(2)).IsFailure.ShouldBeFalse();
        request.MovesThatDay.ShouldBe(1);
    }

    [Fact]
    public void Merged_AllMessages_LeavesTheExtranetWithoutAWord()
    {
        var request = Submit();
        request.IsKnownToExtranet.ShouldBeTrue();
        request.Cancel(Now);

        request.NoteMerged(1);
        request.IsKnownToExtranet.ShouldBeTrue();
        request.NoteMerged(1);

        request.IsKnownToExtranet.ShouldBeFalse();
    }

    [Theory]
    [InlineData(AttemptOutcome.Reached, CallbackStatus.Reached)]
    [InlineData(AttemptOutcome.Declined, CallbackStatus.Declined)]
    [InlineData(AttemptOutcome.WrongNumber, CallbackStatus.Unreachable)]
    public void RecordAttempt_OutcomeThatEnds_ClosesTheRequest(AttemptOutcome outcome, CallbackStatus expected)
    {
        var request = Submit();

        request.RecordAttempt("a1", Now, outcome, Now);

        request.Status.ShouldBe(expected);
        request.ClosedAt.ShouldBe(Now);
        request.OpenPhone.ShouldBe(PhoneIndex.None(), "a closed request must not hold the number");
    }

    [Fact]
    public void RecordAttempt_ThirdNoAnswer_MakesUnreachable()
    {
        var request = Submit();

        request.RecordAttempt("a1", Now, AttemptOutcome.NoAnswer, Now);
        request.RecordAttempt("a2", Now, AttemptOutcome.NoAnswer, Now);
        request.Status.ShouldBe(CallbackStatus.Queued);
        request.RecordAttempt("a3", Now, AttemptOutcome.NoAnswer, Now);

        request.Status.ShouldBe(CallbackStatus.Unreachable);
        request.TakeEvents().OfType<CallbackUnanswered>().Select(@event => @event.AttemptsLeft).ShouldBe([2, 1]);
    }

    [Fact]
    public void RecordAttempt_SameAttemptAgain_ChangesNothing()
    {
        var request = Submit();

        for (var time = 0; time < 5; time++)
        {
            request.RecordAttempt("a1", Now, AttemptOutcome.NoAnswer, Now);
        }

        request.Attempts.Count.ShouldBe(1);
        request.Status.ShouldBe(CallbackStatus.Queued);
    }

    [Fact]
    public void RecordAttempt_OnceClosed_IsRecordedWithoutEffect()
    {
        var request = Submit();
        request.Cancel(Now);
        request.TakeEvents();

        request.RecordAttempt("a1", Now, AttemptOutcome.Reached, Now);

        request.Status.ShouldBe(CallbackStatus.Cancelled);
        request.Attempts.Count.ShouldBe(1);
        request.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void Cancel_Closed_IsRefused()
    {
        var request = Submit();
        request.RecordAttempt("a1", Now, AttemptOutcome.Reached, Now);

        request.Cancel(Now).Error.ShouldBe(CallbackRequestErrors.Closed);
        request.Reschedule(Contact, Wishes, Slot, MovesPerDay, Now).Error.ShouldBe(CallbackRequestErrors.Closed);
    }

    private static CallbackRequest Submit() => CallbackRequest.Submit(
        CallbackRequestId.From(Guid.CreateVersion7(Now)),
        CallbackService.Tis,
        Contact,
        new SealedText("sealed"),
        new PhoneIndex("a", null),
        new CallbackOrigin(CallbackChannel.App, "tis", DeviceId.From(Guid.CreateVersion7(Now)), null),
        Wishes,
        Slot,
        Now);
}

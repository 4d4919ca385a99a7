using MobileBackend.Api.OpenApi;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Api.V1.CallbackRequests;

internal sealed class CallbackExamples : IApiExamples
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly SlotResponse Slot = new(Day, new TimeOnly(10, 0), new TimeOnly(10, 30), Start, Start.AddMinutes(30), Remaining: null);

    public IEnumerable<object> Values =>
    [
        Slot with { Remaining = 4 },
        new SubmitCallbackRequestBody
        {
            Service = CallbackService.Tis,
            FirstName = "Camille",
            LastName = "Exemple",
            PhoneNumber = "06 39 98 12 34",
            WishedSlots = [Wish(10), Wish(14)],
            Consent = true,
        },
        new RescheduleCallbackRequestBody { WishedSlots = [Wish(14)] },
        new RecordAttemptBody { AttemptId = "attempt-1", AttemptedAt = Start.AddMinutes(4), Outcome = AttemptOutcome.NoAnswer },
        new CallbackRequestResponse(
            Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f"),
            CallbackStatus.Queued,
            Slot,
            [new WishedSlotResponse(Day, new TimeOnly(10, 0)), new WishedSlotResponse(Day, new TimeOnly(14, 0))],
            "•• •• •• •• 34",
            InterpreterNeeded: false,
            Interpreter: null,
            Start.AddHours(-25),
            [new AttemptResponse(Start.AddMinutes(4), AttemptOutcome.NoAnswer)],
            FollowUpToken: null),
    ];

    private static WishedSlotBody Wish(int hour) => new() { Date = Day, Start = new TimeOnly(hour, 0) };
}

using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests.Privacy;

/// <summary>A call back, to the person whom it is for.</summary>
/// <param name="Request">As its owner sees it.</param>
/// <param name="FirstName">As written by the person.</param>
/// <param name="LastName">As written by the person.</param>
/// <param name="PhoneNumber">E.164, in full.</param>
/// <param name="Channel">How it came.</param>
/// <param name="SourceName">The app or the holder of the API key.</param>
/// <param name="ClosedAt">Null while it is open.</param>
internal sealed record CallbackRequestExport(
    RequestExport Request, string FirstName, string LastName, string PhoneNumber, string Channel, string SourceName, DateTimeOffset? ClosedAt)
{
    public static CallbackRequestExport From(CallbackRequest request, CallbackContact contact) => new(
        RequestExport.From(request, contact),
        contact.FirstName.Value,
        contact.LastName.Value,
        contact.Phone.E164,
        Word(request.Origin.Channel),
        request.Origin.Name,
        request.ClosedAt);

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(CallbackRequestExport);

    private static string Word(CallbackChannel channel) => channel switch
    {
        CallbackChannel.App => "app",
        CallbackChannel.Site => "site",
        CallbackChannel.Partner => "partner",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, message: null),
    };
}

/// <param name="Id">Of the call back.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReservedSlot">When the person is called.</param>
/// <param name="WishedSlots">What they asked for, in order of preference.</param>
/// <param name="PhoneNumber">Masked but for its last two digits.</param>
/// <param name="InterpreterNeeded">Whether the call goes through interpreters.</param>
/// <param name="Interpreter">How that works, where it is needed.</param>
/// <param name="RequestedAt">When they asked.</param>
/// <param name="Attempts">Of the call centre, oldest first.</param>
internal sealed record RequestExport(
    Guid Id,
    string Status,
    SlotExport ReservedSlot,
    IReadOnlyList<WishedSlotExport> WishedSlots,
    string PhoneNumber,
    bool InterpreterNeeded,
    InterpreterExport? Interpreter,
    DateTimeOffset RequestedAt,
    IReadOnlyList<AttemptExport> Attempts)
{
    public static RequestExport From(CallbackRequest request, CallbackContact contact) => new(
        request.Id.Value,
        Word(request.Status),
        SlotExport.From(request.ReservedSlot),
        [.. request.WishedSlots.Select(wish => new WishedSlotExport(wish.Date, wish.Start))],
        contact.Phone.Masked,
        contact.InterpreterNeeded,
        contact.InterpreterNeeded ? InterpreterExport.From(InterpreterResponse.Acceo()) : null,
        request.RequestedAt,
        [.. request.Attempts.OrderBy(attempt => attempt.AttemptedAt).Select(AttemptExport.From)]);

    private static string Word(CallbackStatus status) => status switch
    {
        CallbackStatus.Pending => "pending",
        CallbackStatus.Queued => "queued",
        CallbackStatus.Reached => "reached",
        CallbackStatus.Unreachable => "unreachable",
        CallbackStatus.Declined => "declined",
        CallbackStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, message: null),
    };
}

/// <param name="Date">Day, in Europe/Paris.</param>
/// <param name="Start">Clock time of the start, in Europe/Paris.</param>
/// <param name="End">Clock time of the end, in Europe/Paris.</param>
/// <param name="StartsAt">The start as an instant.</param>
/// <param name="EndsAt">The end as an instant.</param>
internal sealed record SlotExport(DateOnly Date, TimeOnly Start, TimeOnly End, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public static SlotExport From(CallbackSlot slot) => new(
        DateOnly.FromDateTime(slot.LocalStart),
        TimeOnly.FromDateTime(slot.LocalStart),
        TimeOnly.FromDateTime(slot.LocalEnd),
        slot.StartsAt,
        slot.EndsAt);
}

/// <param name="Date">Day, in Europe/Paris.</param>
/// <param name="Start">Clock time of the start, in Europe/Paris.</param>
internal sealed record WishedSlotExport(DateOnly Date, TimeOnly Start);

/// <param name="Service">The interpreters' service.</param>
/// <param name="Url">Where to be ready at the time of the call.</param>
/// <param name="HowItWorks">What to do.</param>
internal sealed record InterpreterExport(string Service, Uri Url, string HowItWorks)
{
    public static InterpreterExport From(InterpreterResponse interpreter) => new(interpreter.Service, interpreter.Url, interpreter.HowItWorks);
}

/// <param name="AttemptedAt">When the call was made.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record AttemptExport(DateTimeOffset AttemptedAt, string Outcome)
{
    public static AttemptExport From(CallbackAttempt attempt) => new(attempt.AttemptedAt, Word(attempt.Outcome));

    private static string Word(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Reached => "reached",
        AttemptOutcome.NoAnswer => "no-answer",
        AttemptOutcome.Declined => "declined",
        AttemptOutcome.WrongNumber => "wrong-number",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
    };
}

using System.ComponentModel.DataAnnotations;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Api.V1.CallbackRequests;

/// <summary>A request to be called back.</summary>
public sealed record SubmitCallbackRequestBody
{
    /// <summary>Who is to call: <c>tis</c>, the counsellors of the 39 89.</summary>
    [Required]
    public CallbackService? Service { get; init; }

    /// <summary>1 to 100 characters.</summary>
    [Required, Length(1, 100)]
    public string? FirstName { get; init; }

    /// <summary>1 to 100 characters.</summary>
    [Required, Length(1, 100)]
    public string? LastName { get; init; }

    /// <summary>A French number, mainland or overseas, in national or international form.</summary>
    [Required, Length(1, 40)]
    public string? PhoneNumber { get; init; }

    /// <summary>1 to 3 slots, in order of preference; the first that has a place left is reserved.</summary>
    [Required, Length(1, 3)]
    public IReadOnlyList<WishedSlotBody?>? WishedSlots { get; init; }

    /// <summary>For people who are deaf, hard of hearing or aphasic: the call goes through Accéo.</summary>
    public bool InterpreterNeeded { get; init; }

    /// <summary>The person agrees to be called and that the call centre knows what is given here. Must be true.</summary>
    [Required]
    public bool Consent { get; init; }

    internal SubmitCallbackRequestCommand ToCommand(CallbackRequestId? known) => new(
        Service,
        PersonName.Parse(FirstName),
        PersonName.Parse(LastName),
        Domain.CallbackRequests.PhoneNumber.Parse(PhoneNumber),
        WishedSlotBody.ToWishes(WishedSlots),
        InterpreterNeeded,
        Consent,
        known);
}

/// <summary>A slot that the person would like.</summary>
public sealed record WishedSlotBody
{
    /// <summary>Day, in Europe/Paris.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Clock time of the start, in Europe/Paris.</summary>
    public required TimeOnly Start { get; init; }

    /// <summary>A null in the list becomes a slot that is long past, and is refused at its place.</summary>
    internal static IReadOnlyList<WishedSlot>? ToWishes(IReadOnlyList<WishedSlotBody?>? bodies) =>
        bodies?.Select(body => body is null ? default : new WishedSlot(body.Date, body.Start)).ToList();
}

/// <summary>Other slots for a call back.</summary>
public sealed record RescheduleCallbackRequestBody
{
    /// <summary>1 to 3 slots, in order of preference.</summary>
    [Required, Length(1, 3)]
    public IReadOnlyList<WishedSlotBody?>? WishedSlots { get; init; }

    internal RescheduleCallbackRequestCommand ToCommand(Guid id) => new(CallbackRequestId.From(id), WishedSlotBody.ToWishes(WishedSlots));
}

/// <summary>What came of one attempt to call.</summary>
public sealed record RecordAttemptBody
{
    /// <summary>The extranet's own id of the attempt, 1 to 64 printable characters; sent again it changes nothing.</summary>
    [Required, Length(1, 64)]
    public string? AttemptId { get; init; }

    /// <summary>When the call was made.</summary>
    [Required]
    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>What came of it.</summary>
    [Required]
    public AttemptOutcome? Outcome { get; init; }

    internal RecordCallbackAttemptCommand ToCommand(Guid id) => new(CallbackRequestId.From(id), AttemptId, AttemptedAt, Outcome);
}

using MobileBackend.Application.CallbackRequests.Slots;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>A wished slot, as it was asked for.</summary>
/// <param name="Date">Day, in Europe/Paris.</param>
/// <param name="Start">Clock time of the start, in Europe/Paris.</param>
public sealed record WishedSlotResponse(DateOnly Date, TimeOnly Start);

/// <summary>One attempt of the call centre.</summary>
/// <param name="AttemptedAt">When it was made.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record AttemptResponse(DateTimeOffset AttemptedAt, AttemptOutcome Outcome);

/// <summary>How a person who is deaf, hard of hearing or aphasic will be called.</summary>
/// <param name="Service">The interpreters' service.</param>
/// <param name="Url">Where to be ready at the time of the call.</param>
/// <param name="HowItWorks">What to do.</param>
public sealed record InterpreterResponse(string Service, Uri Url, string HowItWorks)
{
    private static readonly LocalizedText Explanation = new(
        "Au moment du rappel, connectez-vous à Accéo depuis votre téléphone ou votre ordinateur : "
        + "un interprète en langue des signes, un transcripteur ou un codeur en langue parlée complétée fera le lien avec le conseiller. "
        + "C’est gratuit et confidentiel.",
        "At the time of the call, connect to Accéo from your phone or computer: "
        + "a sign-language interpreter, a speech-to-text operator or a cued-speech coder "
        + "will link you with the counsellor. It is free and confidential.");

    /// <summary>Accéo, the interpreters' service of the 39 89 (tender specification, section on accessibility).</summary>
    public static InterpreterResponse Acceo() => new("Accéo", new Uri("https://app.acce-o.fr"), Explanation.ToString());
}

/// <summary>A call-back request, as its owner sees it.</summary>
/// <param name="Id">UUID version 7.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReservedSlot">When the person will be called.</param>
/// <param name="WishedSlots">What they asked for, in order of preference.</param>
/// <param name="PhoneNumber">Masked but for its last two digits.</param>
/// <param name="InterpreterNeeded">Whether the call goes through interpreters.</param>
/// <param name="Interpreter">How that works, where it is needed.</param>
/// <param name="RequestedAt">When they asked.</param>
/// <param name="Attempts">What the call centre tried, oldest first.</param>
/// <param name="FollowUpToken">Given once, to those who came through an API key.</param>
public sealed record CallbackRequestResponse(
    Guid Id,
    CallbackStatus Status,
    SlotResponse ReservedSlot,
    IReadOnlyList<WishedSlotResponse> WishedSlots,
    string PhoneNumber,
    bool InterpreterNeeded,
    InterpreterResponse? Interpreter,
    DateTimeOffset RequestedAt,
    IReadOnlyList<AttemptResponse> Attempts,
    string? FollowUpToken) : ICreated
{
    internal static CallbackRequestResponse From(CallbackRequest request, CallbackContact contact, string? followUpToken = null) => new(
        request.Id.Value,
        request.Status,
        SlotResponse.From(request.ReservedSlot),
        [.. request.WishedSlots.Select(wish => new WishedSlotResponse(wish.Date, wish.Start))],
        contact.Phone.Masked,
        contact.InterpreterNeeded,
        contact.InterpreterNeeded ? InterpreterResponse.Acceo() : null,
        request.RequestedAt,
        [.. request.Attempts.OrderBy(attempt => attempt.AttemptedAt).Select(attempt => new AttemptResponse(attempt.AttemptedAt, attempt.Outcome))],
        followUpToken);

    /// <summary>Never the content: it may hold a token.</summary>
    public override string ToString() => $"{Status} {Id}";
}

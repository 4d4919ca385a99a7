using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests;

public static class CallbackRequestErrors
{
    public static Error SlotFull { get; } = Error.Conflict("slot-full",
        "Les créneaux souhaités sont complets. Merci d’en choisir un autre parmi ceux qui restent.",
        "The slots you wished for are full. Please choose another one of those left.");

    public static Error AlreadyOpen { get; } = Error.Conflict("callback-already-open",
        "Une demande de rappel est déjà en cours pour ce numéro.",
        "There is already an open call-back request for this number.");

    public static Error NotPossible { get; } = Error.Conflict("callback-not-possible",
        "Nous ne pouvons pas enregistrer de rappel pour ce numéro pour le moment. Vous pouvez appeler directement le 39 89 : un conseiller vous répondra.",
        "We cannot take a call-back request for this number at the moment. You can call the 39 89 directly: a counsellor will answer you.");

    public static Error TooManyOpen { get; } = Error.Conflict("too-many-open",
        "Vous avez déjà des rappels en attente. Vous pouvez en déplacer ou en annuler un, ou appeler directement le 39 89.",
        "You already have call backs ahead of you. You can move or cancel one, or call the 39 89 directly.");

    public static Error Closed { get; } = Error.Conflict("callback-closed",
        "Cette demande de rappel est terminée. Vous pouvez en faire une nouvelle quand vous le souhaitez.",
        "This call-back request is closed. You can make a new one whenever you like.");

    /// <summary>As every limit of use, in words that say what is limited.</summary>
    /// <param name="wait">Until the request can be moved again.</param>
    public static Error MovedOften(TimeSpan wait) => (CommonErrors.RateLimited with
    {
        Text = new LocalizedText(
            "Vous avez déjà changé plusieurs fois l’heure de ce rappel aujourd’hui. Votre créneau reste réservé ; "
                + "vous pourrez en choisir un autre dès demain, et appeler le 39 89 à tout moment de ses heures d’ouverture.",
            "You have already changed the time of this call several times today. Your slot stays reserved; "
                + "you can choose another one from tomorrow on, and call the 39 89 at any time while it is open."),
    }).With(CommonErrors.RetryAfterSeconds, (int)Math.Ceiling(wait.TotalSeconds));

    public static Error SlotPast { get; } = Error.Invalid(
        "Ce créneau est passé ou commence trop tôt. Merci d’en choisir un autre.",
        "This slot is past or starts too soon. Please choose another one.");

    public static Error SlotBeyondHorizon { get; } = Error.Invalid(
        "Ce créneau est trop lointain. Merci d’en choisir un plus proche.",
        "This slot is too far away. Please choose a nearer one.");

    public static Error SlotClosed { get; } = Error.Invalid(
        "Le 39 89 est fermé à ce moment-là. Merci de choisir un créneau proposé.",
        "The 39 89 is closed at that time. Please choose one of the slots on offer.");
}

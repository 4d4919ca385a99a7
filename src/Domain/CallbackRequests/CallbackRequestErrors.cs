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

    public static Error Closed { get; } = Error.Conflict("callback-closed",
        "Cette demande de rappel est terminée. Vous pouvez en faire une nouvelle quand vous le souhaitez.",
        "This call-back request is closed. You can make a new one whenever you like.");

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

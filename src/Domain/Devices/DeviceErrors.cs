using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Devices;

public static class DeviceErrors
{
    public static Error Locale { get; } = Error.Invalid(
        "Cette langue n’est pas reconnue. Exemple : fr-FR.",
        "This language tag is not recognised. Example: fr-FR.");

    public static Error TimeZone { get; } = Error.Invalid(
        "Ce fuseau horaire n’est pas reconnu. Exemple : Europe/Paris.",
        "This time zone is not recognised. Example: Europe/Paris.");

    public static Error PushToken { get; } = Error.Invalid(
        "Cette adresse de notification n’est pas valable.",
        "This push token is not valid.");

    public static Error QuietHours { get; } = Error.Invalid(
        "Merci d’indiquer un début et une fin différents. Exemple : 21:00 et 08:00.",
        "Please give a start and an end that differ. Example: 21:00 and 08:00.");

    public static Error MaxMessagesPerDay { get; } = Error.Invalid(
        "Merci d’indiquer un nombre de messages par jour entre 0 et 20.",
        "Please give a number of messages a day between 0 and 20.");

    /// <summary>A spent refresh token came back: its device is revoked, and that is kept.</summary>
    public static Error RefreshTokenReused { get; } = Error.Unauthenticated("refresh-token-reused",
        "Cet accès a déjà été renouvelé. Par sécurité, il a été fermé : merci de rouvrir l’application.",
        "This access was already renewed. It was closed for safety: please open the app again.") with
    {
        KeepsChanges = true,
    };
}

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
        "Cette adresse de notification n’est pas valable : de 1 à 1 024 caractères ASCII imprimables, sans espace.",
        "This push token is not valid: 1 to 1,024 printable ASCII characters, without spaces.");

    public static Error QuietHours { get; } = Error.Invalid(
        "Merci d’indiquer un début et une fin différents. Exemple : 21:00 et 08:00.",
        "Please give a start and an end that differ. Example: 21:00 and 08:00.");

    public static Error MaxMessagesPerDay { get; } = Error.Invalid(
        "Merci d’indiquer un nombre de messages par jour entre 0 et 20.",
        "Please give a number of messages a day between 0 and 20.");

    /// <summary>As every limit of use, in words that say what is limited: the person who reads them has most likely done nothing for it.</summary>
    /// <param name="wait">Until a device can be registered from there again.</param>
    public static Error ManyRegistrations(TimeSpan wait) => (CommonErrors.RateLimited with
    {
        Text = new LocalizedText(
            "Beaucoup d’applications ont été ouvertes depuis votre réseau aujourd’hui, et vous n’y êtes sans doute pour rien. "
                + "Merci de réessayer plus tard ou depuis un autre réseau, par exemple sans le Wi-Fi. Le 39 89 reste à votre écoute.",
            "Many apps were opened from your network today, and this is most likely not your doing. Please try again later or from another network, "
                + "for example without Wi-Fi. The 39 89 is still there for you."),
    }).With(CommonErrors.RetryAfterSeconds, (int)Math.Ceiling(wait.TotalSeconds));

    /// <summary>A spent refresh token came back: its device is revoked, and that is kept.</summary>
    public static Error RefreshTokenReused { get; } = Error.Unauthenticated("refresh-token-reused",
        "Cet accès a déjà été renouvelé. Par sécurité, il a été fermé : merci de rouvrir l’application.",
        "This access was already renewed. It was closed for safety: please open the app again.") with
    {
        KeepsChanges = true,
    };
}

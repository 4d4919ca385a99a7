using System.Globalization;
using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.CallbackRequests.Admission;

public static class CallerBlockErrors
{
    public static Error Blocked { get; } = Error.Forbidden("blocked",
        "Nous ne pouvons pas prendre de demande de rappel par ce moyen pour le moment. Vous pouvez appeler directement le 39 89 : un conseiller vous répondra.",
        "We cannot take a call-back request this way at the moment. You can call the 39 89 directly: a counsellor will answer you.");

    public static Error OneTarget { get; } = Error.Invalid(
        "Merci d’indiquer un appareil, une clé ou une adresse, et un seul des trois.",
        "Please name a device, a key or an address, and only one of the three.");

    public static Error UntilOutOfRange(TimeSpan longest) => Error.Invalid(
        string.Create(CultureInfo.InvariantCulture, $"La fin du blocage doit être à venir, dans {longest.TotalHours:0} heures au plus."),
        string.Create(CultureInfo.InvariantCulture, $"The block must end in the future, within {longest.TotalHours:0} hours at most."));
}

using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Notifications;

public static class NotificationErrors
{
    public static Error PushTextLength { get; } = Error.Invalid(
        $"Une notification a un titre de {PushText.LongestTitle} caractères et un texte de {PushText.LongestBody} caractères au plus, et aucun n’est vide.",
        $"A push has a title of at most {PushText.LongestTitle} and a body of at most {PushText.LongestBody} characters, neither empty.");

    public static Error TellingPushText { get; } = Error.Invalid(
        "Une notification se lit sur un écran verrouillé : elle ne parle ni de santé, ni de tabac, ni de cannabis.",
        "A push is read on a locked screen: it names neither health nor tobacco nor cannabis.");
}
